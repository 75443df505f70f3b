package chat.messages.send;

import chat.messages.MessagesTest;
import chat.wire.RoomId;
import chat.wire.RoomKind;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import reactor.core.publisher.Flux;

/**
 * Durable sends per second, roughly: the load is made in the same process. Not part of a build; run
 * it with {@code -Dtest=SendBenchmark}.
 */
class SendBenchmark extends MessagesTest {
  private static final Logger log = LoggerFactory.getLogger(SendBenchmark.class);
  private static final String TEXT = "x".repeat(200);

  @Autowired private MessageSender sender;

  @ParameterizedTest
  @CsvSource({"1, 64", "100, 64", "1, 512", "100, 512"})
  void sends(int rooms, int inFlight) {
    List<RoomId> open = Stream.generate(() -> new RoomId(UUID.randomUUID())).limit(rooms).toList();
    open.forEach(each -> this.rooms.open(each, RoomKind.PUBLIC, ada));
    run(open, inFlight, 2000);
    int sends = 20_000;
    long before = System.nanoTime();
    run(open, inFlight, sends);
    double seconds = (System.nanoTime() - before) / 1e9;
    log.info(
        "{} rooms, {} in flight: {} sends per second",
        rooms,
        inFlight,
        Math.round(sends / seconds));
  }

  private void run(List<RoomId> open, int inFlight, int sends) {
    Flux.range(0, sends)
        .flatMap(i -> sender.send(draft(open)), inFlight)
        .blockLast(Duration.ofMinutes(5));
  }

  private Draft draft(List<RoomId> open) {
    RoomId somewhere = open.get(ThreadLocalRandom.current().nextInt(open.size()));
    return Draft.of(somewhere, ada, UUID.randomUUID().toString(), TEXT, null);
  }
}
