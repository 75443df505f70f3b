package chat.load.restarts;

import chat.wire.RoomId;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Says something at a steady pace, and says it again, with the same id, until it is answered. */
final class Sender {
  static final Duration PACE = Duration.ofMillis(500);

  private static final Duration ANSWER = Duration.ofSeconds(10);
  private static final Duration PAUSE = Duration.ofMillis(100);

  private final HttpClient http;
  private final List<URI> gateways;
  private final String token;
  private final List<RoomId> rooms;
  private final Ledger ledger;
  private final AtomicLong repeated;
  private int turn;

  /**
   * @param repeated counts how often something had to be said again
   */
  Sender(
      HttpClient http,
      List<URI> gateways,
      String token,
      List<RoomId> rooms,
      Ledger ledger,
      AtomicLong repeated) {
    this.http = http;
    this.gateways = gateways;
    this.token = token;
    this.rooms = rooms;
    this.ledger = ledger;
    this.repeated = repeated;
  }

  void send(BooleanSupplier goOn) throws InterruptedException {
    long due = System.nanoTime();
    for (int i = 0; goOn.getAsBoolean(); i++) {
      RoomId room = rooms.get(i % rooms.size());
      JsonNode answer = sent(room, "c" + i);
      ledger.acknowledged(room, answer.path("seq").asLong(), answer.path("id").asString());
      due += PACE.toNanos();
      LockSupport.parkNanos(due - System.nanoTime());
    }
  }

  private JsonNode sent(RoomId room, String clientId) throws InterruptedException {
    while (true) {
      URI gateway = gateways.get(turn++ % gateways.size());
      try {
        HttpResponse<String> answer =
            http.send(request(gateway, room, clientId), BodyHandlers.ofString());
        if (answer.statusCode() / 100 == 2) {
          return JsonMapper.shared().readTree(answer.body());
        }
        if (answer.statusCode() < 500) {
          throw new IllegalStateException("A message was refused: " + answer.body());
        }
      } catch (IOException e) {
        // nobody knows whether it happened, so it is said again
      }
      repeated.incrementAndGet();
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  private HttpRequest request(URI gateway, RoomId room, String clientId) {
    String json =
        JsonMapper.shared()
            .writeValueAsString(Map.of("clientId", clientId, "text", "I say " + clientId));
    return HttpRequest.newBuilder(gateway.resolve("/api/v1/rooms/" + room + "/messages"))
        .POST(BodyPublishers.ofString(json))
        .header("Authorization", "Bearer " + token)
        .header("Content-Type", "application/json")
        .timeout(ANSWER)
        .build();
  }
}
