package chat.messages.live;

import static chat.messages.Responses.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.backing.BackingServices;
import chat.backing.Database;
import chat.messages.stream.NewMessage;
import chat.messages.write.RoomWriter;
import chat.messages.write.WriteSettings;
import chat.wire.MessageId;
import chat.wire.ProblemType;
import chat.wire.RoomId;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import reactor.core.publisher.Flux;
import tools.jackson.databind.JsonNode;

/** When more waits than the writer takes, everybody is told so, and can try again. */
class BusyTest extends LiveClientsTest {
  private static final Duration LONG = Duration.ofSeconds(30);

  @Autowired private RoomWriter writer;
  @Autowired private WriteSettings settings;

  @Test
  void whenTheWriterIsFullCallersAreToldToTryAgain() throws Exception {
    send(ada, "c1", "First").expectStatus().isCreated();
    LiveClient first = connect(here, ada);
    LiveClient client = connect(here, ben);
    CompletableFuture<JsonNode> held;
    CompletableFuture<List<Long>> waiting;
    try (Connection lock = lockRoom()) {
      held = first.begin("chat:send", message("c2"));
      await().atMost(LONG).until(this::somebodyWaits);
      waiting = fill();

      var refusal = send(ada, "c3", "Once more");
      refusal.expectHeader().valueEquals("Retry-After", "1");
      refused(refusal, ProblemType.BUSY);
      JsonNode answer = client.wish("chat:send", message("c4"));
      assertThat(refusal(answer)).isEqualTo(ProblemType.BUSY.uri());
      lock.rollback();
    }

    done(held.get());
    assertThat(waiting.get()).isEmpty();
    send(ada, "c3", "Once more").expectStatus().isCreated();
    done(client.wish("chat:send", message("c4")));
  }

  @Test
  void aSocketThatAsksForTooMuchAtOnceIsToldSo() throws Exception {
    send(ada, "c1", "First").expectStatus().isCreated();
    LiveClient client = connect(here, ada);
    List<CompletableFuture<JsonNode>> asked = new ArrayList<>();
    try (Connection lock = lockRoom()) {
      for (int i = 0; i < 80; i++) {
        asked.add(client.begin("chat:send", message("b" + i)));
      }
      assertThat(refusal(asked.getLast().get(20, TimeUnit.SECONDS)))
          .isEqualTo(ProblemType.BUSY.uri());
      lock.rollback();
    }

    for (CompletableFuture<JsonNode> taken : asked.subList(0, 64)) {
      done(taken.get(20, TimeUnit.SECONDS));
    }
    assertThat(asked.subList(64, 80)).allSatisfy(answer -> refusal(answer.join()));
    done(client.wish("chat:send", message("b79")));
  }

  private Map<String, Object> message(String clientId) {
    return Map.of("room", room, "clientId", clientId, "text", "Once more");
  }

  /** Takes every place there is with what will change nothing in the end. */
  private CompletableFuture<List<Long>> fill() {
    RoomId nowhere = new RoomId(UUID.randomUUID());
    return Flux.range(0, settings.queue())
        .flatMap(i -> writer.writePlain(fresh(nowhere, "f" + i)), settings.queue())
        .collectList()
        .toFuture();
  }

  private NewMessage fresh(RoomId to, String clientId) {
    MessageId id = new MessageId(UUID.randomUUID());
    return new NewMessage(id, to, clientId, ben, "Hello", Instant.now(), null, List.of(), false);
  }

  private Connection lockRoom() throws SQLException {
    Connection connection = connection();
    connection.setAutoCommit(false);
    try (var sql = connection.prepareStatement("select from heads where room = ? for update")) {
      sql.setObject(1, room.value());
      sql.execute();
    }
    return connection;
  }

  private boolean somebodyWaits() throws SQLException {
    try (Connection connection = connection();
        var sql = connection.createStatement();
        var rows =
            sql.executeQuery(
                "select from pg_stat_activity where wait_event_type = 'Lock'"
                    + " and datname = current_database()")) {
      return rows.next();
    }
  }

  private static Connection connection() throws SQLException {
    Database database = BackingServices.forTests().postgres().database("messages");
    return DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
  }
}
