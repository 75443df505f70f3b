package chat.backing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The PostgreSQL, the Redis and the AMQP broker that a run or a test needs, each chosen by itself:
 * an address given in the environment, else Docker (tests only), else an embedded server.
 */
public final class BackingServices implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final List<AutoCloseable> last = new ArrayList<>();
  private final Starting<Postgres> postgres;
  private final Starting<Redis> redis;
  private final Starting<Amqp> amqp;
  private @Nullable FollowedPostgres followed;

  BackingServices(Choice choice, Consumer<Step> progress, AutoCloseable... last) {
    this.postgres = new Starting<>("PostgreSQL", choice::postgres, progress);
    this.redis = new Starting<>("Redis", choice::redis, progress);
    this.amqp = new Starting<>("AMQP", choice::amqp, progress);
    this.last.addAll(List.of(last));
  }

  /** The one set of this JVM, each service started when first asked for, gone with the JVM. */
  public static BackingServices forTests() {
    return SharedByTests.INSTANCE;
  }

  /** Starts all three with the ports of the environment, or the usual ones. */
  public static BackingServices forLocalRun(Path home, Consumer<Step> progress) {
    return forLocalRun(home, Ports.from(System.getenv()), System.getenv(), progress);
  }

  /** Starts all three, with data under {@code home/data} that outlives the run. */
  public static BackingServices forLocalRun(Path home, Ports ports, Consumer<Step> progress) {
    return forLocalRun(home, ports, System.getenv(), progress);
  }

  static BackingServices forLocalRun(
      Path home, Ports ports, Map<String, String> environment, Consumer<Step> progress) {
    try {
      var data = PrivateFiles.directory(home.toAbsolutePath().resolve("data")).toRealPath();
      var claim = Claim.on(data);
      var site = new Site(data, ports, Secrets.keptIn(data.resolve("passwords")), true);
      var services = new BackingServices(Choice.local(site, environment), progress, claim);
      services.startAllOrNone();
      return services;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot use the folder " + home, e);
    }
  }

  /**
   * Ends the embedded servers that a killed local run left alive and says which; data stays. A run
   * that lives is left alone.
   */
  public static List<String> endAbandoned(Path home) throws InterruptedException {
    var folder = home.toAbsolutePath().resolve("data");
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try {
      var data = folder.toRealPath();
      var claim = Claim.onAbandoned(data).orElse(null);
      if (claim == null) {
        return List.of();
      }
      try (claim) {
        var ended = new ArrayList<String>();
        if (EmbeddedPostgres.daemon(data).end(ProcessHandle::destroy, PATIENCE)) {
          ended.add("PostgreSQL");
        }
        if (EmbeddedRedis.daemon(data).end(ProcessHandle::destroy, PATIENCE)) {
          ended.add("Redis");
        }
        return ended;
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot end what was left in " + home, e);
    }
  }

  private void startAllOrNone() {
    start();
    try {
      postgres.get();
      redis.get();
      amqp.get();
    } catch (RuntimeException e) {
      try {
        close();
      } catch (RuntimeException onClose) {
        e.addSuppressed(onClose);
      }
      throw e;
    }
  }

  /** Lets all three start at the same time; asking for one waits for that one only. */
  public void start() {
    postgres.begin();
    redis.begin();
    amqp.begin();
  }

  public Postgres postgres() {
    return postgres.get();
  }

  public Redis redis() {
    return redis.get();
  }

  public Amqp amqp() {
    return amqp.get();
  }

  /**
   * For tests of who reads from a replica: a PostgreSQL apart from the others' and one that follows
   * it. Started when it is first asked for, and gone with the rest.
   */
  public synchronized FollowedPostgres followedPostgres() {
    if (followed == null) {
      followed = FollowedPostgres.start();
      last.addFirst(followed);
    }
    return followed;
  }

  /** What a Spring service with that database must be told; no database when the name is empty. */
  public Map<String, String> springProperties(String database) {
    redis.begin();
    amqp.begin();
    return SpringProperties.of(
        database.isEmpty() ? null : postgres().database(database), redis(), amqp());
  }

  /** The same as environment variables, for a service in a process of its own. */
  public Map<String, String> springEnvironment(String database) {
    return SpringProperties.asEnvironment(springProperties(database));
  }

  @Override
  public void close() {
    var failures = new ArrayList<Exception>();
    try (var workers = Executors.newVirtualThreadPerTaskExecutor()) {
      var ends = List.<Callable<Void>>of(end(postgres::close), end(redis::close), end(amqp::close));
      for (var end : workers.invokeAll(ends)) {
        collect(failures, end::get);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      failures.add(e);
    }
    for (var end : last) {
      collect(failures, end::close);
    }
    if (!failures.isEmpty()) {
      var failure =
          new BackingServiceException("Not everything stopped cleanly", failures.getFirst());
      failures.stream().skip(1).forEach(failure::addSuppressed);
      throw failure;
    }
  }

  @FunctionalInterface
  private interface Ending {
    void run() throws Exception;
  }

  private static Callable<Void> end(AutoCloseable end) {
    return () -> {
      end.close();
      return null;
    };
  }

  private static void collect(List<Exception> failures, Ending ending) {
    try {
      ending.run();
    } catch (Exception e) {
      failures.add(e);
    }
  }
}
