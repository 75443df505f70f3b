package chat.messages.live;

import static org.assertj.core.api.Assertions.assertThat;

import chat.messages.dialect.Dialect;
import chat.wire.PresenceStatus;
import chat.wire.RoomId;
import chat.wire.UserId;
import chat.wire.UserKind;
import chat.wire.UserRef;
import chat.wire.frame.ServerFrame;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What waits for a socket that has no room. */
class LatestTest {
  private static final RoomId ROOM = new RoomId(UUID.randomUUID());
  private static final UserId ADA = new UserId(UUID.randomUUID());
  private static final UserId BEN = new UserId(UUID.randomUUID());

  private final Latest latest = new Latest();
  private final List<Told> said = new ArrayList<>();

  @Test
  void theLastValueTakesThePlaceOfTheOnesBefore() {
    Told away = presence(ADA, PresenceStatus.AWAY);
    Told read = read(BEN, 4);
    Told back = presence(ADA, PresenceStatus.ONLINE);
    Told further = read(BEN, 7);

    List.of(away, read, back, further).forEach(this::keepOrReplace);
    sayAll();

    assertThat(said).containsExactly(back, further);
  }

  @Test
  void oneKindDoesNotTakeThePlaceOfAnother() {
    Told adas = read(ADA, 4);
    Told bens = read(BEN, 4);
    Told presence = presence(ADA, PresenceStatus.AWAY);

    List.of(adas, bens, presence).forEach(this::keepOrReplace);
    sayAll();

    assertThat(said).containsExactly(adas, bens, presence);
  }

  @Test
  void typingIsNotKept() {
    keepOrReplace(
        Told.of(new ServerFrame.ChatTyping(ROOM, new UserRef(ADA, "ada", UserKind.PERSON), true)));
    sayAll();

    assertThat(said).isEmpty();
  }

  @Test
  void goesOnWaitingWhenThereIsRoomForSomeOnly() {
    Told adas = read(ADA, 4);
    Told bens = read(BEN, 4);
    List.of(adas, bens).forEach(this::keepOrReplace);

    latest.say((told, dialect) -> said.isEmpty() && said.add(told));
    Told newer = read(BEN, 5);
    assertThat(latest.takes(newer, Dialect.OWN)).isTrue();
    assertThat(latest.takes(read(ADA, 5), Dialect.OWN)).isFalse();
    sayAll();

    assertThat(said).containsExactly(adas, newer);
  }

  @Test
  void whatWaitsLongestGoesFirstWhenItIsTooMuch() {
    List<Told> many =
        IntStream.range(0, 250).mapToObj(i -> read(new UserId(UUID.randomUUID()), i)).toList();

    many.forEach(this::keepOrReplace);
    sayAll();

    assertThat(said).isEqualTo(many.subList(50, 250));
  }

  private void keepOrReplace(Told told) {
    if (!latest.takes(told, Dialect.OWN)) {
      latest.keep(told, Dialect.OWN);
    }
  }

  private void sayAll() {
    latest.say((told, dialect) -> said.add(told));
  }

  private static Told presence(UserId user, PresenceStatus status) {
    return Told.of(new ServerFrame.PresenceChanged(user, status, Instant.EPOCH));
  }

  private static Told read(UserId user, long seq) {
    return Told.of(new ServerFrame.ChatRead(ROOM, user, seq));
  }
}
