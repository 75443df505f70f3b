package chat.backing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.rabbitmq.client.MessageProperties;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

class LocalRunTest {
  private static final Map<String, String> NOTHING_GIVEN = Map.of();

  // one home for all: making a durable cluster is the slow part, and every test starts it anew
  @TempDir static Path home;
  private static final Ports ports =
      new Ports(LocalPorts.free(), LocalPorts.free(), LocalPorts.free());
  private final List<Step> steps = new CopyOnWriteArrayList<>();
  private final List<BackingServices> running = new ArrayList<>();

  private BackingServices run() {
    var services = BackingServices.forLocalRun(home, ports, NOTHING_GIVEN, steps::add);
    running.add(services);
    return services;
  }

  @AfterEach
  void stopAll() {
    running.forEach(BackingServices::close);
  }

  @Test
  void dataOfAllThreeOutlivesARestartWithTheSamePasswords() throws Exception {
    var first = run();
    var before = first.postgres().database("rooms");
    sql(before, "CREATE TABLE kept (word text)", "INSERT INTO kept VALUES ('row')");
    TestRedis.ask(first.redis(), "SET", "kept", "value");
    try (var connection = first.amqp().connectionFactory().newConnection();
        var channel = connection.createChannel()) {
      channel.queueDeclare("kept", true, false, false, Map.of());
      channel.confirmSelect();
      channel.basicPublish(
          "", "kept", MessageProperties.PERSISTENT_BASIC, "message".getBytes(UTF_8));
      channel.waitForConfirmsOrDie(5_000);
    }
    first.close();

    var second = run();
    assertThat(second.postgres().database("rooms")).isEqualTo(before);
    assertThat(sql(before, "SELECT word FROM kept")).isEqualTo("row");
    assertThat(sql(before, "SHOW fsync")).isEqualTo("on");
    assertThat(TestRedis.ask(second.redis(), "GET", "kept")).isEqualTo("value");
    try (var connection = second.amqp().connectionFactory().newConnection();
        var channel = connection.createChannel()) {
      assertThat(channel.basicGet("kept", true).getBody()).asString().isEqualTo("message");
    }
    assertThat(Files.getPosixFilePermissions(home.resolve("data/passwords")))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void whatAKilledRunLeftAliveIsEndedAndItsDataKept() throws Exception {
    Database database;
    try (var child = Child.start(Main.class, childEnvironment(), home)) {
      child.readUntil("Ctrl-C");
      child.kill();
    }
    var orphans = orphans();
    assertThat(orphans).hasSize(2).allMatch(ProcessHandle::isAlive);

    database = run().postgres().database("rooms");
    assertThat(sql(database, "SELECT 1")).isEqualTo("1");
    assertThat(orphans).noneMatch(orphan -> CommandLine.of(orphan).contains(home.toString()));
  }

  @Test
  void whatAKilledRunLeftAliveCanBeEndedWithoutStartingAnew() throws Exception {
    try (var child = Child.start(Main.class, childEnvironment(), home)) {
      child.readUntil("Ctrl-C");
      assertThat(BackingServices.endAbandoned(home)).as("of a run that lives").isEmpty();
      child.kill();
    }

    assertThat(BackingServices.endAbandoned(home)).containsExactly("PostgreSQL", "Redis");

    assertThat(orphans()).isEmpty();
    assertThat(BackingServices.endAbandoned(home)).isEmpty();
  }

  @Test
  void aProcessThatOnlyHasTheNumberOfADeadServerIsLeftAlone() throws Exception {
    run().close();
    var stranger = new ProcessBuilder("sleep", "60").start();
    try {
      Files.writeString(home.resolve("data/postgres/postmaster.pid"), stranger.pid() + "\n");
      Files.writeString(home.resolve("data/redis/redis.pid"), stranger.pid() + "\n");
      assertThat(Probe.redis(run().redis())).isEqualTo("+PONG");
      assertThat(stranger.isAlive()).isTrue();
    } finally {
      stranger.destroyForcibly();
    }
  }

  @Test
  void aTakenPortIsRefusedInWordsThatHelp() throws Exception {
    try (var taken = new ServerSocket(ports.redis(), 1, InetAddress.getLoopbackAddress())) {
      assertThat(taken.isBound()).isTrue();
      assertThatThrownBy(this::run)
          .isInstanceOf(BackingServiceException.class)
          .hasMessageContaining("Port " + ports.redis() + " for Redis is taken")
          .hasMessageContaining("by process " + ProcessHandle.current().pid())
          .hasMessageContaining("CHAT_REDIS_PORT");
    }
    assertThat(steps).extracting(Step::state).contains(Step.State.FAILED);
    // nothing of the failed start stays behind
    assertThat(orphans()).isEmpty();
    run();
  }

  @Test
  void aFolderThatIsInUseIsRefusedWithItsOwner() {
    run();
    assertThatThrownBy(this::run)
        .isInstanceOf(BackingServiceException.class)
        .hasMessageContaining("process " + ProcessHandle.current().pid());
  }

  @Test
  void progressNamesEachServiceItsStateAndHowLongItTook() {
    run().close();
    for (var service : List.of("PostgreSQL", "Redis", "AMQP")) {
      assertThat(steps)
          .filteredOn(step -> step.service().equals(service))
          .extracting(Step::state)
          .containsExactly(Step.State.STARTING, Step.State.READY, Step.State.STOPPED);
    }
    assertThat(steps)
        .filteredOn(step -> step.state() == Step.State.READY)
        .allMatch(step -> step.took().toMillis() > 0 && step.detail().startsWith("embedded, "));
    assertThat(orphans()).isEmpty();
  }

  @Test
  @EnabledIf("canBecomeSomebodyElse")
  void aPlainUserWithoutAHomeCanRunIt() throws Exception {
    var jars = readableByAll(Files.createTempDirectory("backing-plain-user"));
    var own = Files.createDirectory(jars.resolve("own"));
    Command.run(List.of("chown", "65534:65534", own.toString()));
    var prefix =
        List.of(
            "setpriv",
            "--reuid=65534",
            "--regid=65534",
            "--clear-groups",
            "env",
            "-C",
            own.toString());
    var environment = new java.util.HashMap<>(childEnvironment());
    environment.put("CHAT_HOME", own.resolve("home").toString());
    environment.put("HOME", "/nonexistent");
    try (var child = Child.start(prefix, jars + "/*", Main.class, environment, own)) {
      assertThat(child.readUntil("Ctrl-C")).filteredOn(line -> line.contains("ready")).hasSize(3);
    } finally {
      PrivateFiles.delete(jars);
    }
  }

  static boolean canBecomeSomebodyElse() throws IOException {
    return Files.isExecutable(Path.of("/usr/bin/setpriv"))
        && Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
  }

  private static Path readableByAll(Path folder) throws Exception {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    for (var entry : System.getProperty("java.class.path").split(":", -1)) {
      var path = Path.of(entry);
      if (!entry.isEmpty() && Files.isDirectory(path)) {
        var jar = folder.resolve(path.getFileName() + ".jar").toString();
        Command.run(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "jar").toString(),
                "-cf",
                jar,
                "-C",
                entry,
                "."));
      } else if (Files.isRegularFile(path)) {
        var copy =
            Files.copy(
                path, folder.resolve(path.getFileName()), StandardCopyOption.REPLACE_EXISTING);
        Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rw-r--r--"));
      }
    }
    return folder;
  }

  private static Map<String, String> childEnvironment() {
    return Map.of(
        "CHAT_HOME", home.toString(),
        "CHAT_POSTGRES_PORT", Integer.toString(ports.postgres()),
        "CHAT_REDIS_PORT", Integer.toString(ports.redis()),
        "CHAT_AMQP_PORT", Integer.toString(ports.amqp()));
  }

  /** The main processes of our PostgreSQL and Redis, as far as they live. */
  private static List<ProcessHandle> orphans() {
    return ProcessHandle.allProcesses()
        .filter(process -> CommandLine.of(process).contains(home + "/data/"))
        .filter(process -> CommandLine.of(process).matches(".*(bin/postgres|redis-server) .*"))
        .toList();
  }

  private static String sql(Database database, String... statements) throws Exception {
    try (var connection =
            DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
        var sql = connection.createStatement()) {
      var answer = "";
      for (var statement : statements) {
        if (sql.execute(statement)) {
          var rows = sql.getResultSet();
          rows.next();
          answer = rows.getString(1);
        }
      }
      return answer;
    }
  }
}
