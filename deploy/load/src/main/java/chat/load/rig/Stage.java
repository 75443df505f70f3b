package chat.load.rig;

import chat.backing.BackingServices;
import chat.backing.Database;
import chat.backing.LocalPorts;
import chat.backing.Ports;
import chat.backing.Postgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The stores of a run, embedded or at the addresses of the environment, with fsync and all, and the
 * instances of message-service that live on them, with gateways before them if need be. Its data is
 * gone with it; the logs stay.
 */
public final class Stage implements AutoCloseable {
  private static final String MESSAGES = "messages";
  private static final String MESSAGE_SERVICE = "message-service";

  private final Path folder;
  private final BackingServices backing;
  private final Neighbours neighbours;
  private final List<Node> nodes = new ArrayList<>();

  private Stage(Path folder, Ports ports) {
    this.folder = folder;
    this.backing = wide(folder, ports);
    this.neighbours = new Neighbours(); // not before: they would outlive a start that fails
  }

  /**
   * For hundreds of clients at once an embedded PostgreSQL needs another setting, and a restart.
   */
  private static BackingServices wide(Path folder, Ports ports) {
    if (System.getenv("CHAT_POSTGRES_URL") == null) {
      try (var first = BackingServices.forLocalRun(folder, ports, step -> {})) {
        widen(first.postgres());
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }
    return BackingServices.forLocalRun(folder, ports, step -> {});
  }

  private static void widen(Postgres postgres) throws SQLException {
    String url = "jdbc:postgresql://%s:%d/postgres".formatted(postgres.host(), postgres.port());
    try (var connection = DriverManager.getConnection(url, postgres.user(), postgres.password());
        var sql = connection.createStatement()) {
      sql.execute("alter system set max_connections = 700");
    }
  }

  /**
   * @param ports of the stores, as far as they are embedded
   */
  public static Stage open(Ports ports) {
    try {
      return new Stage(Files.createTempDirectory("chat-load-"), ports);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public BackingServices backing() {
    return backing;
  }

  public Tokens tokens() {
    return neighbours.tokens();
  }

  public Database database() {
    return backing.postgres().database(MESSAGES);
  }

  public Connection connect() throws SQLException {
    Database database = database();
    return DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
  }

  /** The database's own process, whose children serve the connections. */
  public long databasePid() throws SQLException {
    try (var connection = connect();
        var sql = connection.createStatement();
        var rows = sql.executeQuery("select pg_backend_pid()")) {
      rows.next();
      return ProcessHandle.of(rows.getLong(1))
          .flatMap(ProcessHandle::parent)
          .map(ProcessHandle::pid)
          .orElseThrow(
              () ->
                  new IllegalStateException("PostgreSQL must run on this machine to be measured"));
    }
  }

  /**
   * Starts another instance.
   *
   * @param more settings, which win over the usual ones
   */
  public Node node(String name, int port, Map<String, String> more) {
    return start(
        name, port, port, image(MESSAGE_SERVICE).arguments(), environment(name, port, more));
  }

  /**
   * Another instance within a program of its own tests.
   *
   * @param argument for that program
   */
  public Node node(String name, int port, String program, int argument) {
    List<String> words =
        image(MESSAGE_SERVICE)
            .arguments(
                target(MESSAGE_SERVICE).resolve("test-classes"),
                program,
                Integer.toString(argument));
    return start(name, port, port, words, environment(name, port, Map.of()));
  }

  private Map<String, String> environment(String name, int port, Map<String, String> more) {
    Map<String, String> environment = environment(port);
    environment.put("CHAT_LIVE_NODE", name);
    environment.put("CHAT_SERVICE_TOKENURI", neighbours.address() + "/oauth2/token");
    environment.put("CHAT_SERVICE_SECRET", "only-for-load");
    environment.put("CHAT_ROOMS_SERVICE", neighbours.address());
    environment.put("CHAT_PRESENCE_SERVICE", neighbours.address());
    environment.putAll(more);
    return environment;
  }

  /**
   * Starts a gateway before these instances, without limits on how often one may ask.
   *
   * @param managementPort must be free too
   */
  public Node gateway(
      String name, int port, int managementPort, List<Node> behind, Map<String, String> more) {
    String addresses = behind.stream().map(Node::address).collect(Collectors.joining(","));
    return gateway(name, port, managementPort, addresses, more);
  }

  /**
   * The same before whatever answers at these addresses.
   *
   * @param addresses with commas between them
   */
  public Node gateway(
      String name, int port, int managementPort, String addresses, Map<String, String> more) {
    Map<String, String> environment = environment(port);
    environment.put("MANAGEMENT_SERVER_PORT", Integer.toString(managementPort));
    environment.put("CHAT_GATEWAY_LIMIT_ENABLED", "false");
    environment.put("CHAT_GATEWAY_SERVICES_MESSAGESERVICE", addresses);
    for (String other : List.of("AUTH", "ROOM", "PRESENCE", "NOTIFICATION")) {
      environment.put("CHAT_GATEWAY_SERVICES_" + other + "SERVICE", neighbours.address());
    }
    environment.putAll(more);
    return start(name, port, managementPort, image("gateway").arguments(), environment);
  }

  private Map<String, String> environment(int port) {
    Map<String, String> environment = new HashMap<>(backing.springEnvironment(MESSAGES));
    environment.put("SERVER_PORT", Integer.toString(port));
    environment.put("CHAT_SECURITY_JWKSURI", neighbours.address() + "/.well-known/jwks.json");
    return environment;
  }

  private Node start(
      String name,
      int port,
      int healthPort,
      List<String> program,
      Map<String, String> environment) {
    LocalPorts.requireFree(port, name, "the run's ports");
    Path log = folder.resolve(name + ".log");
    Node node = new Node(name, port, healthPort, program, log, environment);
    nodes.add(node);
    return node;
  }

  private static Image image(String service) {
    try {
      return Image.of(jar(service));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Path logs() {
    return folder;
  }

  @Override
  public void close() {
    nodes.forEach(Node::close);
    neighbours.close();
    backing.close();
    delete(folder.resolve("data"));
  }

  private static void delete(Path folder) {
    try (var all = Files.walk(folder)) {
      for (Path each : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path jar(String service) {
    try (Stream<Path> files = Files.list(target(service))) {
      return files
          .filter(file -> file.getFileName().toString().endsWith("-exec.jar"))
          .findFirst()
          .orElseThrow(() -> new IllegalStateException(service + " is not built"));
    } catch (IOException e) {
      throw new UncheckedIOException(service + " is not built", e);
    }
  }

  private static Path target(String service) {
    return repository().resolve(service).resolve("target");
  }

  private static Path repository() {
    Path here = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(here.resolve("message-service"))) {
      here = here.getParent();
      if (here == null) {
        throw new IllegalStateException("Run this from within the repository");
      }
    }
    return here;
  }
}
