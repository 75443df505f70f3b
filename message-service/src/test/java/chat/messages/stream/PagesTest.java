package chat.messages.stream;

import static org.assertj.core.api.Assertions.assertThat;

import chat.messages.MessagesTest;
import chat.messages.send.Draft;
import chat.messages.send.MessageSender;
import chat.wire.Message;
import chat.wire.RoomId;
import chat.wire.RoomKind;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Pages of many rooms that are asked for at once come in one answer, and each to its asker. */
class PagesTest extends MessagesTest {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final int MESSAGES = 30;
  private static final int READERS = 300;

  @Autowired private Pages pages;
  @Autowired private MessageSender sender;

  private final Random random = new Random(7);
  private final List<RoomId> open =
      Stream.generate(() -> new RoomId(UUID.randomUUID())).limit(5).toList();

  @BeforeEach
  void fillRooms() {
    for (RoomId each : open) {
      rooms.open(each, RoomKind.PUBLIC, ada);
      Flux.range(0, MESSAGES)
          .concatMap(i -> sender.send(Draft.of(each, ada, "c" + i, "Message " + i, null)))
          .then()
          .block(LONG);
    }
  }

  @Test
  void everybodyGetsTheirOwn() {
    List<Mono<Void>> readings = Stream.generate(this::reading).limit(READERS).toList();

    Flux.merge(Flux.fromIterable(readings), READERS).then().block(LONG);
  }

  private Mono<Void> reading() {
    RoomId where = open.get(random.nextInt(open.size()));
    long after = random.nextInt(MESSAGES + 2);
    long before = random.nextInt(MESSAGES + 4);
    int limit = 1 + random.nextInt(MESSAGES);
    List<Long> all =
        LongStream.range(after + 1, before).filter(seq -> seq <= MESSAGES).boxed().toList();
    int size = Math.min(limit, all.size());
    return random.nextBoolean()
        ? pages
            .after(where, Edition.UNKNOWN, after, before, limit)
            .single()
            .doOnNext(page -> assertThat(page.head()).isEqualTo(MESSAGES))
            .doOnNext(page -> are(page.messages(), where, all.subList(0, size)))
            .then()
        : pages
            .before(where, Edition.UNKNOWN, after, before, limit)
            .single()
            .doOnNext(piece -> assertThat(piece.edition()).isEqualTo(new Edition(MESSAGES, 0)))
            .doOnNext(
                piece -> are(piece.messages(), where, all.subList(all.size() - size, all.size())))
            .then();
  }

  private static void are(List<Message> messages, RoomId where, List<Long> seqs) {
    assertThat(messages).extracting(Message::seq).containsExactlyElementsOf(seqs);
    assertThat(messages).extracting(Message::room).allMatch(where::equals);
  }

  @Test
  void whatTheStoreDoesNotHaveIsMissingForItsAskerOnly() {
    RoomId known = open.getFirst();
    RoomId unknown = new RoomId(UUID.randomUUID());
    Edition next = new Edition(MESSAGES + 1, 0);

    List<Boolean> answered =
        Flux.mergeSequential(
                Stream.of(
                        pages.before(known, Edition.UNKNOWN, 0, Piece.END, 5).hasElement(),
                        pages.before(unknown, Edition.UNKNOWN, 0, Piece.END, 5).hasElement(),
                        pages.before(known, next, 0, Piece.END, 5).hasElement(),
                        pages.before(known, Edition.UNKNOWN, 90, Piece.END, 5).hasElement())
                    .toList())
            .collectList()
            .block(LONG);

    assertThat(answered).containsExactly(true, false, false, true);
  }
}
