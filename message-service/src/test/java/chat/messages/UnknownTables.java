package chat.messages;

import static org.assertj.core.api.Assertions.assertThat;

import chat.backing.BackingServices;
import chat.backing.Database;
import chat.kit.database.Lines;
import chat.wire.RoomId;
import chat.wire.UserId;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryMetadata;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.reactivestreams.Publisher;
import org.springframework.r2dbc.connection.SingleConnectionFactory;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/**
 * Tables of their own of which PostgreSQL knows nothing, and one connection to them. It makes its
 * plans while they are empty and keeps them, for all happens in one transaction; that is never
 * committed, so that the next one finds the tables empty again.
 */
public final class UnknownTables implements AutoCloseable {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Database EMPTY = make();

  private final SingleConnectionFactory connection =
      new SingleConnectionFactory(
          "r2dbc:postgresql://%s:%s@%s:%d/%s"
              .formatted(EMPTY.user(), EMPTY.password(), EMPTY.host(), EMPTY.port(), EMPTY.name()),
          true);
  private final DatabaseClient database = DatabaseClient.create(connection);

  public UnknownTables() {
    run("begin");
  }

  private static Database make() {
    Database empty = BackingServices.forTests().postgres().freshDatabase("lookups");
    for (String tables : List.of("migration", "kit")) {
      Flyway.configure()
          .dataSource(empty.jdbcUrl(), empty.user(), empty.password())
          .locations("classpath:db/" + tables)
          .table(tables)
          .baselineOnMigrate(true)
          .baselineVersion("0")
          .load()
          .migrate();
    }
    forget(empty);
    return empty;
  }

  /**
   * Only the tests say when something becomes known of the tables. Till then they are thought to be
   * all but empty, as after a first look at rooms that came and went.
   */
  private static void forget(Database tables) {
    try (var connection =
            DriverManager.getConnection(tables.jdbcUrl(), tables.user(), tables.password());
        var sql = connection.createStatement()) {
      sql.execute(
          """
          do $$
          declare one regclass;
          begin
            for one in select oid from pg_class
              where relkind = 'r' and relnamespace = 'public'::regnamespace
            loop
              execute format('alter table %s set (autovacuum_enabled = off)', one);
            end loop;
          end $$
          """);
      connection.setAutoCommit(false);
      sql.execute(
          """
          with gone as (select md5('gone' || i)::uuid as room from generate_series(1, 300) i),
          known as (insert into rooms (room, kind, details_version) select room, 'PUBLIC', 1 from gone),
          begun as (insert into heads (room, head) select room, 0 from gone)
          insert into members (room, member, name, role, role_version)
          select room, room, 'Ada', 'MEMBER', 1 from gone
          """);
      connection.rollback();
      sql.execute("analyze rooms, heads, members");
      connection.commit();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** All of them are the one connection, with what a line sets there. */
  public Lines lines() {
    return new Lines(new Unwrapped(connection), LONG);
  }

  public DatabaseClient database() {
    return database;
  }

  public void run(String sql) {
    database.sql(sql).then().block(LONG);
  }

  /** So many messages of a room in which there are none yet. */
  public void say(RoomId room, UserId sender, int messages) {
    run("insert into heads (room, head) values ('%s', 0)".formatted(room));
    run(
        """
        insert into events
          (room, seq, kind, message, by_id, by_name, by_kind, at, client_id, text)
        select '%s', s, 'sent', lpad(to_hex(s), 32, '0')::uuid, '%s', 'Ada', 'PERSON', s, 'c' || s,
          'Hello'
        from generate_series(1, %d) s
        """
            .formatted(room, sender, messages));
  }

  /** A hundred rooms with a few messages each, and nothing is known of any that come later. */
  public void knowOthers(UserId sender) {
    for (int other = 0; other < 100; other++) {
      say(new RoomId(new UUID(7, other)), sender, 50);
    }
    run("analyze");
  }

  /** The answer, for which no more than so many rows are read. */
  public <T> T reading(int most, String what, Mono<T> asked) {
    long before = rowsRead();
    T answer = asked.blockOptional(LONG).orElseThrow();
    assertThat(rowsRead() - before).as("rows read for %s", what).isLessThanOrEqualTo(most);
    return answer;
  }

  /** By all statements of the transaction. */
  public long rowsRead() {
    return database
        .sql(
            """
            select sum(seq_tup_read + coalesce(idx_tup_fetch, 0))::bigint
            from pg_stat_xact_user_tables
            """)
        .mapValue(Long.class)
        .one()
        .blockOptional(LONG)
        .orElseThrow();
  }

  @Override
  public void close() {
    connection.destroy();
  }

  /** Or a line would make itself another connection. */
  private record Unwrapped(ConnectionFactory connection) implements ConnectionFactory {
    @Override
    public Publisher<? extends Connection> create() {
      return connection.create();
    }

    @Override
    public ConnectionFactoryMetadata getMetadata() {
      return connection.getMetadata();
    }
  }
}
