package chat.messages.send;

import chat.backing.BackingServices;
import chat.backing.Database;
import chat.backing.Postgres;
import chat.messages.MessagesTest;
import chat.wire.RoomId;
import chat.wire.RoomKind;
import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import reactor.core.publisher.Flux;

/**
 * What the write path does in a second without HTTP and sockets around it, beside pgbench's plain
 * inserts on the same server, both with fsync. The load is made in the service's own process, where
 * an embedded broker works as well. Not part of a build: {@code -Dtest=SendBenchmark -Dtest.jit=}.
 */
class SendBenchmark extends MessagesTest {
  private static final PrintStream OUT = System.out;
  private static final OperatingSystemMXBean CPU =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
  private static final String TEXT = "x".repeat(200);
  private static final int ROUNDS = 3;
  private static final int SECONDS = 8;
  private static final int MOST_CLIENTS = 150; // the server has 200 connections
  private static final int WARM_UP = 60_000;
  private static final String PLAIN =
      """
      insert into plain_messages (room, sender, text) values (
        '00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-000000000001',
        repeat('x', 200));
      """;

  @Autowired private MessageSender sender;

  @Test
  void sends() throws Exception {
    Database database = durable();
    List<RoomId> many = rooms(1000);
    run(many, 64, new AtomicInteger(WARM_UP));
    OUT.println("| | per second | p99 ms | CPU µs each: client |");
    OUT.println("|---|---|---|---|");
    for (int round = 0; round < ROUNDS; round++) {
      for (int inFlight : List.of(64, 512)) {
        int clients = Math.min(inFlight, MOST_CLIENTS);
        OUT.printf("| %d pgbench | %s |%n", clients, pgbench(database, clients));
        OUT.printf("| %d writer, one room | %s |%n", inFlight, measured(rooms(1), inFlight));
        OUT.printf("| %d writer, 1000 rooms | %s |%n", inFlight, measured(many, inFlight));
      }
    }
  }

  /** The tests' own server does not wait for its disk, which would be no fair fight. */
  private static Database durable() throws SQLException {
    Postgres postgres = BackingServices.forTests().postgres();
    Database database = postgres.database("messages");
    String url = "jdbc:postgresql://%s:%d/postgres".formatted(postgres.host(), postgres.port());
    try (var admin = DriverManager.getConnection(url, postgres.user(), postgres.password());
        var sql = admin.createStatement()) {
      for (String setting : List.of("fsync", "synchronous_commit", "full_page_writes")) {
        sql.execute("alter system set %s = on".formatted(setting));
      }
      sql.execute("select pg_reload_conf()");
    }
    try (var connection =
            DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
        var sql = connection.createStatement()) {
      sql.execute(
          """
          create table if not exists plain_messages (
            id bigint generated always as identity primary key, room uuid not null,
            sender uuid not null, text text not null,
            created_at timestamptz not null default now())
          """);
      sql.execute("create index if not exists plain_rooms on plain_messages (room, id)");
    }
    return database;
  }

  private List<RoomId> rooms(int many) {
    List<RoomId> open = Stream.generate(() -> new RoomId(UUID.randomUUID())).limit(many).toList();
    open.forEach(each -> rooms.open(each, RoomKind.PUBLIC, ada));
    return open;
  }

  private String measured(List<RoomId> open, int inFlight) {
    run(open, inFlight, new AtomicInteger(5_000));
    long cpu = CPU.getProcessCpuTime();
    long begin = System.nanoTime();
    long end = begin + Duration.ofSeconds(SECONDS).toNanos();
    long[] nanos = run(open, inFlight, new AtomicInteger(Integer.MAX_VALUE), end);
    double seconds = (System.nanoTime() - begin) / 1e9;
    Arrays.sort(nanos);
    return String.format(
        Locale.ROOT,
        "%.0f | %.1f | %.0f",
        nanos.length / seconds,
        nanos[nanos.length * 99 / 100] / 1e6,
        (CPU.getProcessCpuTime() - cpu) / 1e3 / nanos.length);
  }

  private void run(List<RoomId> open, int inFlight, AtomicInteger left) {
    run(open, inFlight, left, Long.MAX_VALUE);
  }

  /** How long each took. */
  private long[] run(List<RoomId> open, int inFlight, AtomicInteger left, long end) {
    return Objects.requireNonNull(
        Flux.<Draft>generate(
                sink -> {
                  if (left.getAndDecrement() > 0 && System.nanoTime() < end) {
                    sink.next(draft(open));
                  } else {
                    sink.complete();
                  }
                })
            .flatMap(
                draft -> {
                  long sentAt = System.nanoTime();
                  return sender.send(draft).map(sent -> System.nanoTime() - sentAt);
                },
                inFlight)
            .collectList()
            .map(all -> all.stream().mapToLong(Long::longValue).toArray())
            .block(Duration.ofMinutes(10)));
  }

  private Draft draft(List<RoomId> open) {
    RoomId somewhere = open.get(ThreadLocalRandom.current().nextInt(open.size()));
    return Draft.of(somewhere, ada, UUID.randomUUID().toString(), TEXT, null);
  }

  /** As Debian installs it. */
  private static String pgbench(Database database, int clients)
      throws IOException, InterruptedException {
    Path script = Files.writeString(Files.createTempFile("pgbench-", ".sql"), PLAIN);
    Path program;
    try (Stream<Path> versions = Files.list(Path.of("/usr/lib/postgresql"))) {
      program = versions.sorted().toList().getLast().resolve("bin/pgbench");
    }
    ProcessBuilder command =
        new ProcessBuilder(
                program.toString(),
                "-n",
                "-M",
                "prepared",
                "-c",
                "" + clients,
                "-j",
                "2",
                "-T",
                "" + SECONDS,
                "-f",
                script.toString(),
                "-h",
                database.host(),
                "-p",
                "" + database.port(),
                "-U",
                database.user(),
                database.name())
            .redirectErrorStream(true);
    command.environment().put("PGPASSWORD", database.password());
    Process process = command.start();
    String said =
        new String(
            process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    process.waitFor();
    return said.replaceAll("(?s).*tps = ([\\d.]+).*", "$1") + " | | ";
  }
}
