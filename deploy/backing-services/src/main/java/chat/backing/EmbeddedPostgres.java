package chat.backing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** PostgreSQL from Maven Central, in a process of its own that outlives a killed JVM. */
final class EmbeddedPostgres {
  private static final String NAME = "PostgreSQL";
  private static final String SUPERUSER = "postgres";

  private final Site site;
  private final Path bin;
  private final Path data;
  private final Path log;
  private final Daemon daemon;

  private EmbeddedPostgres(Site site, Path bin) {
    this.site = site;
    this.bin = bin;
    this.data = site.data().resolve("postgres");
    this.log = site.data().resolve("postgres.log");
    this.daemon = daemon(site.data());
  }

  static Daemon daemon(Path siteData) {
    var data = siteData.resolve("postgres");
    return new Daemon(data.resolve("postmaster.pid"), List.of("postgres", data.toString()));
  }

  static Started<Postgres> start(Site site, Postgres.Naming naming)
      throws IOException, InterruptedException {
    refuseRootWithoutNamespaces();
    var server = new EmbeddedPostgres(site, site.binaries().postgres());
    server.stop();
    LocalPorts.requireFree(site.ports().postgres(), NAME, "CHAT_POSTGRES_PORT");
    server.createCluster();
    server.configure();
    server.launch();
    return new Started<>(server.address(naming), "embedded", server::stop);
  }

  private Postgres address(Postgres.Naming naming) {
    return new Postgres(
        LocalPorts.HOST,
        site.ports().postgres(),
        SUPERUSER,
        site.secrets().of("postgres"),
        SUPERUSER,
        site.secrets(),
        naming);
  }

  /** Built beside and moved into place, so that a killed first start leaves nothing half made. */
  private void createCluster() throws IOException, InterruptedException {
    if (Files.exists(data)) {
      refuseOtherVersion();
      return;
    }
    var half = site.data().resolve("postgres.new");
    PrivateFiles.delete(half);
    var password =
        PrivateFiles.write(site.data().resolve("postgres.pw"), site.secrets().of("postgres"));
    var command = tool("initdb");
    command.addAll(
        List.of(
            "--pgdata=" + half,
            "--username=" + SUPERUSER,
            "--auth=scram-sha-256",
            "--pwfile=" + password,
            "--encoding=UTF8",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",
            "--locale=C"));
    // with plain C, pg_trgm and the like take letters outside ASCII for punctuation
    switch (Machine.current().system()) {
      case "linux" -> command.add("--lc-ctype=C.UTF-8");
      case "darwin" -> command.add("--lc-ctype=en_US.UTF-8");
      default -> {}
    }
    if (!site.durable()) {
      command.add("--no-sync");
    }
    try {
      Command.run(command);
    } finally {
      Files.delete(password);
    }
    Files.move(half, data, StandardCopyOption.ATOMIC_MOVE);
  }

  private void refuseOtherVersion() throws IOException, InterruptedException {
    var has = Files.readString(data.resolve("PG_VERSION")).strip();
    var is = Command.run(tool("postgres", "--version")).replaceAll("\\D*(\\d+).*", "$1");
    if (!has.equals(is)) {
      throw new BackingServiceException(
          "The data in %s was written by PostgreSQL %s, this is %s: remove the folder to begin anew"
              .formatted(data, has, is));
    }
  }

  /** Written anew at each start: what stands here is all there is. */
  private void configure() throws IOException {
    var settings = new ArrayList<String>();
    settings.add("listen_addresses = '" + LocalPorts.HOST + "'");
    settings.add("port = " + site.ports().postgres());
    settings.add("unix_socket_directories = ''");
    settings.add("max_connections = 200");
    settings.add("timezone = 'UTC'");
    settings.add("log_timezone = 'UTC'");
    settings.add("default_text_search_config = 'pg_catalog.english'");
    if (!site.durable()) {
      settings.addAll(List.of("fsync = off", "synchronous_commit = off", "full_page_writes = off"));
    }
    Files.write(data.resolve("postgresql.conf"), settings);
  }

  private void launch() throws IOException, InterruptedException {
    Files.deleteIfExists(log);
    try {
      // pg_ctl gives the server a session of its own: Ctrl-C in a terminal does not reach it
      Command.run(
          tool("pg_ctl", "start", "--wait", "--timeout=60", "--pgdata=" + data, "--log=" + log));
    } catch (IOException e) {
      var said = Files.exists(log) ? Files.readString(log).strip() : e.getMessage();
      throw new BackingServiceException("PostgreSQL does not start: " + said, e);
    }
  }

  private void stop() throws IOException, InterruptedException {
    daemon.end(
        process ->
            Command.run(tool("pg_ctl", "stop", "--mode=fast", "--no-wait", "--pgdata=" + data)),
        Duration.ofSeconds(20));
  }

  private List<String> tool(String name, String... arguments) {
    var command = new ArrayList<String>();
    if (isRoot()) {
      command.addAll(List.of("unshare", "-U"));
    }
    command.add(bin.resolve(name).toString());
    command.addAll(List.of(arguments));
    return command;
  }

  private static boolean isRoot() {
    try {
      return Machine.current().is("linux")
          && Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
    } catch (IOException e) {
      return false; // PostgreSQL itself will say so when it is not so
    }
  }

  /** PostgreSQL refuses to run as root; a user namespace of its own makes it nobody. */
  private static void refuseRootWithoutNamespaces() throws InterruptedException {
    if (!isRoot()) {
      return;
    }
    try {
      Command.run(List.of("unshare", "-U", "id", "-u"));
    } catch (IOException e) {
      throw new BackingServiceException(
          "PostgreSQL does not run as root, and `unshare -U` is not possible here: "
              + "run as a plain user, or give an address in CHAT_POSTGRES_URL",
          e);
    }
  }
}
