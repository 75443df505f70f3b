package chat.messages.write;

import static org.assertj.core.api.Assertions.assertThat;

import chat.backing.BackingServices;
import chat.backing.Database;
import chat.kit.event.Outbox;
import chat.messages.MessagesTest;
import chat.messages.stream.NewMessage;
import chat.wire.MessageId;
import chat.wire.Role;
import chat.wire.RoomKind;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.connection.SingleConnectionFactory;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.util.context.Context;

/**
 * However much the tables hold, a batch reads some rows for each of its events. A connection makes
 * its plans while the tables are empty and nothing is known of them, and here it keeps these, for
 * all happens in one transaction.
 */
class LookupsTest extends MessagesTest {
  private static final int BATCH = 20;
  private static final int BATCHES = 15;
  private static final int ROWS_OF_AN_EVENT = 12;
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Called NOBODY = new Called(List.of(), false);
  private static final WriteSettings SETTINGS = new WriteSettings(1, 64, 4096, LONG, LONG, 20, 50);
  private static final Database EMPTY =
      BackingServices.forTests().postgres().freshDatabase("lookups");

  @Autowired private Outbox outbox;

  private final SingleConnectionFactory connection =
      new SingleConnectionFactory(
          "r2dbc:postgresql://%s:%s@%s:%d/%s"
              .formatted(EMPTY.user(), EMPTY.password(), EMPTY.host(), EMPTY.port(), EMPTY.name()),
          true);
  private final DatabaseClient database = DatabaseClient.create(connection);

  @BeforeAll
  static void makeTables() throws SQLException {
    for (String tables : List.of("migration", "kit")) {
      Flyway.configure()
          .dataSource(EMPTY.jdbcUrl(), EMPTY.user(), EMPTY.password())
          .locations("classpath:db/" + tables)
          .table(tables)
          .baselineOnMigrate(true)
          .baselineVersion("0")
          .load()
          .migrate();
    }
    keepVacuumAway();
  }

  /** Only the tests say when something becomes known of the tables. */
  private static void keepVacuumAway() throws SQLException {
    try (var connection =
            DriverManager.getConnection(EMPTY.jdbcUrl(), EMPTY.user(), EMPTY.password());
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
    }
  }

  /** Ada and three hundred others, in three hundred rooms and in one that is the test's. */
  @BeforeEach
  void begin() {
    run("begin");
    run(
        """
        with places as (
          select md5('room' || i)::uuid as room from generate_series(1, 300) i
          union all
          select '%1$s'
        ), known as (
          insert into rooms (room, kind, details_version) select room, 'PUBLIC', 1 from places
        ), begun as (
          insert into heads (room, head) select room, 0 from places
        ), people as (
          select '%1$s'::uuid as room, md5('member' || i)::uuid as member
          from generate_series(1, 300) i
          union all
          select room, '%2$s' from places
        )
        insert into members (room, member, name, role, role_version)
        select room, member, 'Ada', 'MEMBER', 1 from people
        """
            .formatted(room, ada.id()));
  }

  /** Without a commit: the next test finds the tables empty again. */
  @AfterEach
  void rollBack() {
    connection.destroy();
  }

  @Test
  void ofPlainMessages() {
    readLittle("plain", new PlainStatement(), sent(0, null));
  }

  @Test
  void ofPlainMessagesWhenLittleIsKnown() {
    run("analyze");
    readLittle("plain", new PlainStatement(), sent(0, null));
  }

  @Test
  void ofEverythingElse() {
    readLittleOfEverythingElse();
  }

  @Test
  void ofEverythingElseWhenLittleIsKnown() {
    run("analyze");
    readLittleOfEverythingElse();
  }

  private void readLittleOfEverythingElse() {
    var any = new EventStatement(SETTINGS);
    readLittle("sent", any, sent(0, null));
    readLittle("sent in slow mode", any, sent(1000, 1));
    readLittle("joined", any, i -> NewEvent.joined(room, i + 1, ben, Role.MEMBER));
    readLittle("edited", any, i -> NewEvent.edited(id(i), room, ada, "Ha!", NOBODY, NOBODY));
    readLittle("reacted", any, i -> NewEvent.reacted(id(i), room, ben, "👍", true));
    readLittle("pinned", any, i -> NewEvent.pinned(id(i / 2), room, ada, i % 2 == 0));
    readLittle("taken back", any, i -> NewEvent.reacted(id(i), room, ben, "👍", false));
    readLittle("deleted", any, i -> NewEvent.deleted(id(i), room, ada));
  }

  /** The first of a minute each: nobody is too fast for slow mode. */
  private IntFunction<NewEvent> sent(int from, @Nullable Integer slow) {
    return i ->
        NewEvent.sent(
            new NewMessage(
                id(from + i),
                room,
                "c" + (from + i),
                ada,
                "Hello",
                Instant.EPOCH.plusSeconds(60L * i),
                null,
                null,
                List.of(),
                false,
                List.of()),
            RoomKind.PUBLIC,
            slow);
  }

  private static MessageId id(int number) {
    return new MessageId(new UUID(7, number));
  }

  private void readLittle(String what, BatchStatement statement, IntFunction<NewEvent> event) {
    for (int batch = 0; batch < BATCHES; batch++) {
      var events =
          IntStream.range(batch * BATCH, (batch + 1) * BATCH)
              .mapToObj(event)
              .map(this::waiting)
              .toList();
      long before = rowsRead();
      assertThat(written(statement, events)).as(what).doesNotContainNull();
      assertThat(rowsRead() - before)
          .as("rows read for batch %d of events that are %s", batch, what)
          .isLessThanOrEqualTo(BATCH * ROWS_OF_AN_EVENT);
    }
  }

  private @Nullable Long[] written(BatchStatement statement, List<Waiting> events) {
    return database
        .sql(statement.sql())
        .bindValues(statement.arguments(events))
        .map(row -> Numbers.of(row, events.size()))
        .one()
        .blockOptional(LONG)
        .orElseThrow();
  }

  private Waiting waiting(NewEvent event) {
    return new Waiting(
        event, event.fact() == null ? null : outbox.prepare(event.fact(), Context.empty()));
  }

  private long rowsRead() {
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

  private void run(String sql) {
    database.sql(sql).then().block(LONG);
  }
}
