package chat.load.faults;

import chat.wire.ProblemType;
import chat.wire.RoomId;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import tools.jackson.databind.JsonNode;

/**
 * Says one thing after the other over its socket, and says it again, with the same id and on
 * whichever instance its socket then is, until it is acknowledged.
 */
final class Talker {
  private static final Duration ANSWER = Duration.ofSeconds(5);
  private static final Duration PAUSE = Duration.ofMillis(100);
  private static final int PATIENCE = 600; // times

  private final Random random;
  private final Reader socket;
  private final Evidence evidence;
  private final Duration pace;
  private final AtomicLong repeated;

  /**
   * @param repeated counts how often something had to be said again
   */
  Talker(long seed, Reader socket, Evidence evidence, Duration pace, AtomicLong repeated) {
    this.random = new Random(seed);
    this.socket = socket;
    this.evidence = evidence;
    this.pace = pace;
    this.repeated = repeated;
  }

  void talk(BooleanSupplier goOn) throws InterruptedException {
    List<RoomId> rooms = evidence.rooms();
    for (int i = 0; goOn.getAsBoolean(); i++) {
      RoomId room = rooms.get(random.nextInt(rooms.size()));
      JsonNode message = sent(room, "c" + i).path("message");
      // now and then it has missed the answer
      if (random.nextInt(10) == 0) {
        JsonNode again = sent(room, "c" + i).path("message");
        if (!again.path("seq").equals(message.path("seq"))) {
          throw new IllegalStateException("Two answers to one: %s %s".formatted(message, again));
        }
      }
      evidence.note(
          room,
          new Acknowledged("sent " + message.path("id").asString(), message.path("seq").asLong()));
      LockSupport.parkNanos(pace.toNanos() / 2 + random.nextLong(pace.toNanos()));
    }
  }

  private JsonNode sent(RoomId room, String clientId) throws InterruptedException {
    Map<String, ?> message =
        Map.of("room", room, "clientId", clientId, "text", "I say " + clientId);
    for (int i = 0; i < PATIENCE; i++) {
      try {
        JsonNode answer =
            socket.ask("chat:send", message).get(ANSWER.toMillis(), TimeUnit.MILLISECONDS);
        if (answer.path("ok").asBoolean()) {
          return answer;
        }
        if (isFinal(answer.at("/error/type").asString())) {
          throw new IllegalStateException("A message was refused: " + answer);
        }
      } catch (ExecutionException | TimeoutException e) {
        // nobody knows whether it happened, so it is said again
      }
      repeated.incrementAndGet();
      LockSupport.parkNanos(PAUSE.toNanos());
    }
    throw new IllegalStateException(clientId + " was never acknowledged");
  }

  private static boolean isFinal(String refusal) {
    return Arrays.stream(ProblemType.values())
        .filter(type -> type.uri().equals(refusal))
        .noneMatch(type -> type.status() >= 500 || type == ProblemType.TOO_MANY_REQUESTS);
  }
}
