package chat.messages.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.messages.MessagesTest;
import chat.wire.RoomKind;
import chat.wire.UserRef;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import reactor.core.publisher.Flux;

class ConcurrentSendersTest extends MessagesTest {
  private static final int MESSAGES = 200;

  @Autowired private MessageSender sender;

  @Test
  void manySendersAndRepeatsLeaveOneStreamWithoutGapsAndDoubles() {
    UserRef[] others =
        IntStream.range(0, 10).mapToObj(i -> user("user" + i)).toArray(UserRef[]::new);
    rooms.open(room, RoomKind.PUBLIC, ada, others);

    List<Sent> answers =
        Flux.range(0, MESSAGES)
            .flatMap(i -> repeatedly(draft(others[i % others.length], i)), 32)
            .collectList()
            .block(Duration.ofSeconds(60));

    List<Sent> given = Objects.requireNonNull(answers);
    assertThat(given.stream().filter(sent -> !sent.again()).map(sent -> sent.message().seq()))
        .containsExactlyInAnyOrderElementsOf(LongStream.rangeClosed(1, MESSAGES).boxed().toList());
    assertThat(given.stream().map(Sent::message).distinct()).hasSize(MESSAGES);
    await()
        .untilAsserted(
            () ->
                assertThat(heard.in(room).stream().map(event -> event.seq()).toList())
                    .isEqualTo(LongStream.rangeClosed(1, MESSAGES).boxed().toList()));
  }

  private Flux<Sent> repeatedly(Draft draft) {
    int times = ThreadLocalRandom.current().nextInt(1, 4);
    return Flux.range(0, times).flatMap(i -> sender.send(draft));
  }

  private Draft draft(UserRef by, int i) {
    return Draft.of(room, by, "client-" + i, "Message " + i, null);
  }
}
