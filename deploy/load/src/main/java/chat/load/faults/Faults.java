package chat.load.faults;

import chat.backing.Outage;
import chat.load.rig.Node;
import chat.load.rig.Pause;
import chat.load.rig.Stage;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Consumer;

/** What is broken during a run, one after the other, while everybody writes on. */
final class Faults {
  private final Stage stage;
  private final Node victim;
  private final Outage redis;
  private final Outage broker;
  private final Consumer<String> diary;

  Faults(Stage stage, Node victim, Outage redis, Outage broker, Consumer<String> diary) {
    this.stage = stage;
    this.victim = victim;
    this.redis = redis;
    this.broker = broker;
    this.diary = diary;
  }

  /** Spread over the time. */
  void happen(Duration time) throws IOException, SQLException {
    Duration part = time.dividedBy(8);
    Pause.of(part);
    diary.accept("kill -9 of " + victim.name());
    victim.kill();
    Pause.of(part);
    diary.accept(victim.name() + " starts again");
    victim.restart();
    Pause.of(part);
    diary.accept("PostgreSQL crashes and recovers");
    crashDatabase();
    Pause.of(part);
    diary.accept("Redis is emptied and its connections are cut");
    flushRedis();
    redis.cut();
    Pause.of(part.dividedBy(2));
    redis.restore();
    Pause.of(part);
    diary.accept("the broker is away");
    broker.cut();
    Pause.of(part.multipliedBy(2));
    diary.accept("the broker is back");
    broker.restore();
    Pause.of(part.dividedBy(2));
  }

  /** A server process that is killed makes PostgreSQL end all others and recover from its log. */
  private void crashDatabase() throws SQLException {
    try (var connection = stage.connect();
        var sql = connection.createStatement();
        var rows =
            sql.executeQuery(
                "select pid from pg_stat_activity where datname = current_database()"
                    + " and pid <> pg_backend_pid() order by backend_start limit 1")) {
      rows.next();
      ProcessHandle.of(rows.getLong(1)).ifPresent(ProcessHandle::destroyForcibly);
    }
  }

  private void flushRedis() throws IOException {
    var address = stage.backing().redis();
    try (var socket = new Socket(address.host(), address.port())) {
      String login = address.password().isEmpty() ? "" : "AUTH " + address.password() + "\r\n";
      socket
          .getOutputStream()
          .write((login + "FLUSHALL\r\nQUIT\r\n").getBytes(StandardCharsets.US_ASCII));
      String said = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      if (said.contains("-")) {
        throw new IOException("Redis said " + said);
      }
    }
  }
}
