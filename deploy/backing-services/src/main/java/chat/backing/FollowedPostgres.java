package chat.backing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.Duration;

/**
 * For tests: an embedded PostgreSQL, and a second one that follows it as a replica in production
 * does and can be kept from following.
 */
public final class FollowedPostgres implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Server leader;
  private final Server follower;

  private FollowedPostgres(Server leader, Server follower) {
    this.leader = leader;
    this.follower = follower;
  }

  /** The second begins as a copy of the first, which stands still meanwhile. */
  static FollowedPostgres start() {
    try {
      var secrets = Secrets.forgotten();
      var first = Server.start(site(secrets));
      first.stop();
      var site = site(secrets);
      copy(first.site().data().resolve("postgres"), site.data().resolve("postgres"));
      follow(first.address(), site.data().resolve("postgres"));
      return new FollowedPostgres(Server.start(first.site()), Server.start(site));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot make a PostgreSQL that follows another", e);
    }
  }

  private static Site site(Secrets secrets) throws IOException {
    var ports = new Ports(LocalPorts.free(), LocalPorts.free(), LocalPorts.free());
    return new Site(TestRuns.newFolder(), ports, secrets, false);
  }

  private static void copy(Path from, Path to) throws IOException {
    try (var files = Files.walk(from)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Files.copy(file, to.resolve(from.relativize(file)), StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
  }

  private static void follow(Postgres leader, Path data) throws IOException {
    Files.createFile(data.resolve("standby.signal"));
    Files.writeString(
        data.resolve("postgresql.auto.conf"),
        "primary_conninfo = 'host=%s port=%d user=%s password=%s'\n"
            .formatted(leader.host(), leader.port(), leader.user(), leader.password()));
  }

  public Postgres leader() {
    return leader.address();
  }

  /** What the follower has of it. */
  public Database followed(Database database) {
    return database.at(follower.address().host(), follower.address().port());
  }

  /** From now on the follower gets what is written, and does not show it. */
  public void pause() {
    tell("SELECT pg_wal_replay_pause()");
    await("SELECT pg_get_wal_replay_pause_state() = 'paused'");
  }

  public void resume() {
    tell("SELECT pg_wal_replay_resume()");
  }

  private void tell(String command) {
    try (var connection = follower.address().connect();
        var sql = connection.createStatement()) {
      sql.execute(command);
    } catch (SQLException e) {
      throw new BackingServiceException("The follower does not do as it is told: " + command, e);
    }
  }

  private void await(String condition) {
    try {
      if (!Waiting.until(PATIENCE, () -> holds(condition))) {
        throw new BackingServiceException("Not within " + PATIENCE + ": " + condition);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BackingServiceException("Interrupted", e);
    }
  }

  private boolean holds(String condition) {
    try (var connection = follower.address().connect();
        var sql = connection.createStatement();
        var row = sql.executeQuery(condition)) {
      return row.next() && row.getBoolean(1);
    } catch (SQLException e) {
      throw new BackingServiceException("The follower does not answer: " + condition, e);
    }
  }

  /** The follower first: the other waits until what it has written is there. */
  @Override
  public void close() {
    follower.end();
    leader.end();
  }

  private record Server(Site site, Claim claim, Started<Postgres> running) {
    static Server start(Site site) throws IOException {
      try {
        return new Server(
            site, Claim.on(site.data()), EmbeddedPostgres.start(site, Postgres.Naming.of(site)));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new BackingServiceException("Interrupted while PostgreSQL was started", e);
      }
    }

    Postgres address() {
      return running.service();
    }

    void stop() {
      try {
        running.end().close();
        claim.close();
      } catch (Exception e) {
        throw new BackingServiceException("PostgreSQL does not stop", e);
      }
    }

    void end() {
      stop();
      try {
        PrivateFiles.delete(site.data());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
