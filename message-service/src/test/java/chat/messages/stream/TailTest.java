package chat.messages.stream;

import static org.assertj.core.api.Assertions.assertThat;

import chat.wire.Message;
import chat.wire.MessageId;
import chat.wire.RoomId;
import chat.wire.UserId;
import chat.wire.UserKind;
import chat.wire.UserRef;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What is known of the end of a stream: never more than was read, never with a hole. */
class TailTest {
  private static final Edition NOW = new Edition(9, 0);
  private static final RoomId ROOM = new RoomId(new UUID(0, 1));
  private static final UserRef ADA =
      new UserRef(new UserId(new UUID(0, 2)), "ada", UserKind.PERSON);

  private final Tail tail = new Tail(NOW, 5, messages(6, 9));

  @Test
  void aPieceThatComesRightBeforeMakesItLonger() {
    Tail longer = tail.reachingBackWith(new Piece(NOW, 2, 6, messages(3, 5)));

    assertThat(longer).isEqualTo(new Tail(NOW, 2, messages(3, 9)));
  }

  @Test
  void whatBothHaveIsThereOnce() {
    Tail longer = tail.reachingBackWith(new Piece(NOW, 2, 8, messages(3, 7)));

    assertThat(longer).isEqualTo(new Tail(NOW, 2, messages(3, 9)));
  }

  @Test
  void aPieceWithAHoleBehindItIsNoUse() {
    assertThat(tail.reachingBackWith(new Piece(NOW, 2, 5, messages(3, 4)))).isEqualTo(tail);
  }

  @Test
  void aPieceOfAnotherEditionIsNoUse() {
    Edition next = new Edition(10, 0);

    assertThat(tail.reachingBackWith(new Piece(next, 2, 6, messages(3, 5)))).isEqualTo(tail);
  }

  @Test
  void newsReplaceAndFollow() {
    Message changed = message(7, "changed");
    Message fresh = message(11, "Message 11");

    Tail after =
        tail.with(new News(new Edition(12, 0), List.of(message(2, "too old"), changed, fresh)));

    assertThat(after.edition()).isEqualTo(new Edition(12, 0));
    assertThat(after.since()).isEqualTo(5);
    assertThat(after.messages())
        .containsExactly(
            message(6, "Message 6"),
            changed,
            message(8, "Message 8"),
            message(9, "Message 9"),
            fresh);
  }

  @Test
  void whatIsTooLargeLosesItsBeginning() {
    long three = new Tail(NOW, 6, messages(7, 9)).weight();

    assertThat(tail.within(three)).isEqualTo(new Tail(NOW, 6, messages(7, 9)));
    assertThat(tail.within(three + 1)).isEqualTo(new Tail(NOW, 6, messages(7, 9)));
    assertThat(tail.within(tail.weight())).isEqualTo(tail);
    assertThat(tail.within(0)).isEqualTo(new Tail(NOW, 9, List.of()));
  }

  @Test
  void theNewerEditionIsBetterAndOfOneTheLonger() {
    Tail newer = new Tail(new Edition(9, 1), 8, messages(9, 9));
    Tail longer = new Tail(NOW, 4, messages(5, 9));

    assertThat(newer.isBetterThan(tail)).isTrue();
    assertThat(tail.isBetterThan(newer)).isFalse();
    assertThat(longer.isBetterThan(tail)).isTrue();
    assertThat(tail.isBetterThan(longer)).isFalse();
    assertThat(tail.isBetterThan(tail)).isFalse();
  }

  @Test
  void whatIsNotAllThereIsNotAnswered() {
    assertThat(tail.before(ROOM, 0, Piece.END, 5)).isEmpty();
    assertThat(tail.before(ROOM, 5, Piece.END, 5)).hasValue(page(messages(6, 9)));
    assertThat(tail.before(ROOM, 0, 8, 2)).hasValue(page(messages(6, 7)));
    assertThat(tail.before(ROOM, 0, 7, 2)).isEmpty();
    assertThat(tail.before(ROOM, 6, 7, 2)).hasValue(page(List.of()));
    assertThat(tail.after(ROOM, 4, Piece.END, 2)).isEmpty();
    assertThat(tail.after(ROOM, 5, Piece.END, 2)).hasValue(page(messages(6, 7)));
    assertThat(tail.after(ROOM, 8, 3, 2)).hasValue(page(List.of()));
  }

  @Test
  void ofWhatNobodyKnowsNothingIsKnown() {
    assertThat(NOW.isAtLeast(NOW)).isTrue();
    assertThat(NOW.isAtLeast(new Edition(8, 0))).isTrue();
    assertThat(NOW.isAtLeast(new Edition(8, 1))).isFalse();
    assertThat(NOW.isAtLeast(new Edition(10, 0))).isFalse();
    assertThat(NOW.isAtLeast(Edition.UNKNOWN)).isFalse();
  }

  private static Page page(List<Message> messages) {
    return new Page(ROOM, 9, messages);
  }

  private static List<Message> messages(long first, long last) {
    return LongStream.rangeClosed(first, last)
        .mapToObj(seq -> message(seq, "Message " + seq))
        .toList();
  }

  private static Message message(long seq, String text) {
    return new Message(
        new MessageId(new UUID(1, seq)),
        ROOM,
        seq,
        "c" + seq,
        ADA,
        text,
        Instant.ofEpochMilli(seq),
        null,
        null,
        List.of(),
        false,
        List.of(),
        null);
  }
}
