package chat.load.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.backing.Outage;
import chat.backing.Ports;
import chat.load.rig.Node;
import chat.load.rig.Stage;
import chat.wire.ProblemType;
import chat.wire.RoomId;
import chat.wire.UserId;
import chat.wire.UserKind;
import chat.wire.UserRef;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An instance is killed after the database has committed its batch, and before it hears of that. It
 * starts three instances, so it runs when it is asked for by name.
 */
class CrashBeforeReplyRun {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final int SENDS = 6;
  private static final int FIRST_PORT = 32_160;

  private final HttpClient http = HttpClient.newHttpClient();
  private final RoomId room = new RoomId(UUID.randomUUID());
  private final RoomId other = new RoomId(UUID.randomUUID());

  @Test
  void aSendRepeatedAnywhereAfterTheCrashIsOneMessageWithOneAnswer() throws Exception {
    Ports ports = new Ports(FIRST_PORT, FIRST_PORT + 1, FIRST_PORT + 2);
    try (Stage stage = Stage.open(ports);
        Outage database = Outage.before(stage.database().host(), stage.database().port())) {
      String url = stage.database().at(database.host(), database.port()).r2dbcUrl();
      Node victim = stage.node("victim", FIRST_PORT + 3, Map.of("SPRING_R2DBC_URL", url));
      Node healthy = stage.node("healthy", FIRST_PORT + 4, Map.of());
      victim.awaitReady();
      healthy.awaitReady();
      UserRef ada = new UserRef(new UserId(UUID.randomUUID()), "ada", UserKind.PERSON);
      String token = stage.tokens().of(ada);
      for (RoomId each : List.of(room, other)) {
        assertThat(send(victim, token, each, "first", "Hello").join().statusCode()).isEqualTo(201);
      }

      crashBetweenCommitAndReply(stage, database, victim, token);
      Set<String> committed = Set.copyOf(sent(stage, room));
      database.restore();
      victim.restart();
      victim.awaitReady();

      for (int times = 0; times < SENDS; times++) {
        String id = "c" + times;
        List<JsonNode> answers = new ArrayList<>();
        for (int i = 0; i < times; i++) {
          Node anywhere = ThreadLocalRandom.current().nextBoolean() ? victim : healthy;
          var answer = send(anywhere, token, room, id, "Text " + times).join();
          assertThat(answer.statusCode()).isEqualTo(i == 0 && !committed.contains(id) ? 201 : 200);
          answers.add(JsonMapper.shared().readTree(answer.body()));
        }
        assertThat(answers.stream().distinct().count()).isEqualTo(Math.min(times, 1));
        if (committed.contains(id)) {
          var another = send(healthy, token, room, id, "Something else").join();
          assertThat(another.statusCode()).isEqualTo(ProblemType.ID_REUSED.status());
          assertThat(another.body()).contains(ProblemType.ID_REUSED.uri());
        }
      }
      List<String> all = sent(stage, room);
      assertThat(all).startsWith("first").doesNotHaveDuplicates().containsAll(committed);
      assertThat(all).contains("c1", "c2", "c3", "c4", "c5");
    }
  }

  /**
   * The other room's lock lets the sends gather to one batch, which then waits for the room's own
   * until its answer cannot get through any more.
   */
  private void crashBetweenCommitAndReply(Stage stage, Outage database, Node victim, String token)
      throws SQLException {
    List<CompletableFuture<HttpResponse<String>>> sends = new ArrayList<>();
    try (Connection gathering = lock(stage, other);
        Connection holding = lock(stage, room)) {
      sends.add(send(victim, token, other, "second", "Hello again"));
      awaitSomebodyWaits(stage);
      for (int i = 0; i < SENDS; i++) {
        sends.add(send(victim, token, room, "c" + i, "Text " + i));
      }
      gathering.commit();
      await().atMost(LONG).until(() -> sent(stage, other).contains("second"));
      awaitSomebodyWaits(stage);
      database.stall();
      holding.commit();
    }
    await().atMost(LONG).until(() -> sent(stage, room).size() > 1);
    victim.kill();
    assertThat(sends.getLast().handle((answer, error) -> answer == null).join())
        .as("nobody was answered")
        .isTrue();
  }

  private static Connection lock(Stage stage, RoomId room) throws SQLException {
    Connection connection = stage.connect();
    connection.setAutoCommit(false);
    try (var sql = connection.createStatement()) {
      sql.execute("select from heads where room = '%s' for update".formatted(room));
    }
    return connection;
  }

  private static void awaitSomebodyWaits(Stage stage) {
    await()
        .atMost(LONG)
        .until(
            () ->
                strings(stage, "select pid from pg_stat_activity where wait_event_type = 'Lock'")
                        .size()
                    == 1);
  }

  /** What was sent there, by the clients' ids, in its order; a gap would not go unnoticed. */
  private static List<String> sent(Stage stage, RoomId room) throws SQLException {
    return strings(
        stage,
        """
        select case when seq = row_number() over (order by seq) then client_id else 'a gap' end
        from events where room = '%s' order by seq
        """
            .formatted(room));
  }

  private static List<String> strings(Stage stage, String query) throws SQLException {
    List<String> found = new ArrayList<>();
    try (var connection = stage.connect();
        var sql = connection.createStatement();
        var rows = sql.executeQuery(query)) {
      while (rows.next()) {
        found.add(rows.getString(1));
      }
    }
    return found;
  }

  private CompletableFuture<HttpResponse<String>> send(
      Node node, String token, RoomId to, String clientId, String text) {
    String body =
        JsonMapper.shared().writeValueAsString(Map.of("clientId", clientId, "text", text));
    URI address =
        URI.create("http://127.0.0.1:%d/api/v1/rooms/%s/messages".formatted(node.port(), to));
    return http.sendAsync(
        HttpRequest.newBuilder(address)
            .POST(BodyPublishers.ofString(body))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .build(),
        BodyHandlers.ofString());
  }
}
