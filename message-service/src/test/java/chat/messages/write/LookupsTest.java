package chat.messages.write;

import static org.assertj.core.api.Assertions.assertThat;

import chat.kit.event.Outbox;
import chat.messages.MessagesTest;
import chat.messages.UnknownTables;
import chat.messages.stream.NewMessage;
import chat.wire.MessageId;
import chat.wire.Role;
import chat.wire.RoomKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import reactor.util.context.Context;

/**
 * However much the tables hold, a batch reads some rows for each of its events, also by plans that
 * were made when they were empty.
 */
class LookupsTest extends MessagesTest {
  private static final int BATCH = 20;
  private static final int BATCHES = 15;
  private static final int ROWS_OF_AN_EVENT = 12;
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Called NOBODY = new Called(List.of(), false);
  private static final WriteSettings SETTINGS = new WriteSettings(1, 64, 4096, LONG, LONG, 20, 50);

  @Autowired private Outbox outbox;

  private final UnknownTables tables = new UnknownTables();

  /** Ada and three hundred others, in three hundred rooms and in one that is the test's. */
  @BeforeEach
  void begin() {
    tables.run(
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

  @AfterEach
  void rollBack() {
    tables.close();
  }

  @Test
  void ofPlainMessages() {
    readLittle("plain", new PlainStatement(), sent(0, null));
  }

  @Test
  void ofPlainMessagesWhenLittleIsKnown() {
    tables.run("analyze");
    readLittle("plain", new PlainStatement(), sent(0, null));
  }

  @Test
  void ofEverythingElse() {
    readLittleOfEverythingElse();
  }

  @Test
  void ofEverythingElseWhenLittleIsKnown() {
    tables.run("analyze");
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
      long before = tables.rowsRead();
      assertThat(written(statement, events)).as(what).doesNotContainNull();
      assertThat(tables.rowsRead() - before)
          .as("rows read for batch %d of events that are %s", batch, what)
          .isLessThanOrEqualTo(BATCH * ROWS_OF_AN_EVENT);
    }
  }

  private @Nullable Long[] written(BatchStatement statement, List<Waiting> events) {
    return tables
        .database()
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
}
