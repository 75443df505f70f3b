package chat.messages.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.messages.MessagesTest;
import chat.messages.stream.NewMessage;
import chat.messages.write.RoomWriter;
import chat.wire.Message;
import chat.wire.MessageId;
import chat.wire.Role;
import chat.wire.RoomDetails;
import chat.wire.RoomId;
import chat.wire.RoomKind;
import chat.wire.UserRef;
import chat.wire.event.MessageEvent;
import chat.wire.event.RoomEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import reactor.core.publisher.Flux;

/** The short way of a message, and that it is open to nobody but those who may simply write. */
class PlainMessagesTest extends MessagesTest {
  private static final Duration LONG = Duration.ofSeconds(20);

  @Autowired private RoomWriter writer;
  @Autowired private MessageSender sender;

  private final UserRef eve = user("eve");

  @BeforeEach
  void openRoomWithAPast() {
    rooms.open(room, RoomKind.PUBLIC, ada, ben);
    send("c1", "The first one of a room takes the longer way");
  }

  @Test
  void aMemberMaySimplyWrite() {
    assertThat(taken(ben)).contains(2L);
  }

  @Test
  void aStrangerMayNot() {
    assertThat(taken(eve)).isEmpty();
  }

  @Test
  void whoHasLeftMayNot() {
    rooms.apply(new RoomEvent.MemberLeft(room, rooms.next(), ben));

    assertThat(taken(ben)).isEmpty();
  }

  @Test
  void theMutedMayNotUntilTheirTimeIsOver() {
    mute(Instant.now().plusSeconds(60));
    assertThat(taken(ben)).isEmpty();

    mute(Instant.now().minusSeconds(1));
    assertThat(taken(ben)).isPresent();
  }

  private void mute(Instant until) {
    rooms.apply(new RoomEvent.MemberMuted(room, rooms.next(), ben, ada, until));
  }

  @Test
  void anArchivedRoomTakesNothing() {
    rooms.apply(new RoomEvent.Archived(room, rooms.next(), ada));

    assertThat(taken(ada)).isEmpty();
  }

  @Test
  void aDeletedRoomTakesNothing() {
    rooms.apply(new RoomEvent.Deleted(room, rooms.next(), ada));

    assertThat(taken(ada)).isEmpty();
  }

  @Test
  void aRoomWithRulesOfItsOwnTakesACloserLook() {
    rooms.update(room, ada, details(Role.MODERATOR, null));
    assertThat(taken(ada)).isEmpty();

    rooms.update(room, ada, details(null, 5));
    assertThat(taken(ada)).isEmpty();

    rooms.update(room, ada, details(null, null));
    assertThat(taken(ada)).isPresent();
  }

  private static RoomDetails details(@Nullable Role postingRole, @Nullable Integer slow) {
    return new RoomDetails(
        RoomKind.PUBLIC, "A room", null, null, null, null, postingRole, slow, null, null);
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "UNKNOWN")
  void theOtherServicesHearTheKindOfTheRoomAndTheTextAsItIs(RoomKind kind) {
    var place = new RoomId(UUID.randomUUID());
    rooms.open(place, kind, ada, ben);
    String text = "{\"seq\":0,\"kind\":\"public\"}";

    List<Message> sent =
        Flux.just("c1", "c2", "c3")
            .concatMap(id -> sender.send(Draft.of(place, ada, id, text, null)))
            .map(Sent::message)
            .collectList()
            .block(LONG);

    await()
        .untilAsserted(
            () ->
                assertThat(heard.in(place))
                    .containsExactlyElementsOf(
                        Objects.requireNonNull(sent).stream()
                            .map(m -> new MessageEvent.Sent(place, m.seq(), kind, m))
                            .toList()));
  }

  @Test
  void oneThatIsRepeatedAmongNewOnesCostsNobodyTheirAnswer() {
    List<Sent> first = sendAll(1, 20);
    List<Sent> all = sendAll(1, 60);

    assertThat(all).hasSize(60);
    for (int i = 0; i < 20; i++) {
      assertThat(all.get(i).again()).isTrue();
      assertThat(all.get(i).message()).isEqualTo(first.get(i).message());
    }
    assertThat(all.subList(20, 60)).noneMatch(Sent::again);
    assertThat(all.stream().map(sent -> sent.message().seq()).sorted())
        .containsExactlyElementsOf(LongStream.rangeClosed(2, 61).boxed().toList());
  }

  /** All at once, and the answers in the order of the numbers. */
  private List<Sent> sendAll(int from, int to) {
    return Objects.requireNonNull(
        Flux.fromStream(IntStream.rangeClosed(from, to).boxed())
            .flatMapSequential(i -> sender.send(Draft.of(room, ben, "b" + i, "No " + i, null)), 60)
            .collectList()
            .block(LONG));
  }

  private void send(String clientId, String text) {
    sender.send(Draft.of(room, ada, clientId, text, null)).block(LONG);
  }

  private Optional<Long> taken(UserRef who) {
    return writer
        .writePlain(
            new NewMessage(
                new MessageId(UUID.randomUUID()),
                room,
                UUID.randomUUID().toString(),
                who,
                "Hello",
                Instant.now(),
                null,
                List.of(),
                false))
        .blockOptional(LONG);
  }
}
