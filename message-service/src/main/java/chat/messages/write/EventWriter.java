package chat.messages.write;

import chat.kit.event.Outbox;
import chat.kit.event.OutboxRow;
import chat.wire.MessageId;
import chat.wire.UserId;
import io.r2dbc.spi.Readable;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Writes a batch with one statement, in a transaction of its own. */
@Component
class EventWriter {
  private static final String WRITE =
      """
      select place, seq from write_events(
        $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16,
        $17, $18, $19, $20, $21, $22, $23)
      """;

  private final DatabaseClient database;
  private final Outbox outbox;
  private final WriteSettings settings;

  EventWriter(DatabaseClient database, Outbox outbox, WriteSettings settings) {
    this.database = database;
    this.outbox = outbox;
    this.settings = settings;
  }

  /** The numbers in the order of the batch; none for an event that would have changed nothing. */
  Mono<@Nullable Long[]> write(List<Waiting> batch) {
    return new Columns(batch, database.sql(WRITE))
        .add(UUID.class, event -> event.room().value())
        .add(String.class, event -> event.kind().name().toLowerCase(Locale.ROOT))
        .add(UUID.class, event -> uuid(event.message()))
        .add(UUID.class, event -> event.by().id().value())
        .add(String.class, event -> event.by().name())
        .add(String.class, event -> event.by().kind().name())
        .add(Long.class, event -> event.at().toEpochMilli())
        .add(String.class, NewEvent::clientId)
        .add(String.class, NewEvent::text)
        .add(UUID.class, event -> uuid(event.replyTo()))
        .add(String.class, event -> literal(event.mentions()))
        .add(Boolean.class, NewEvent::mentionsRoom)
        .add(String.class, NewEvent::emoji)
        .add(Boolean.class, NewEvent::given)
        .add(Long.class, NewEvent::version)
        .add(String.class, NewEvent::told)
        .add(Integer.class, NewEvent::slowSeconds)
        .addFact(UUID.class, OutboxRow::eventId)
        .addFact(String.class, OutboxRow::type)
        .addFact(String.class, OutboxRow::traceparent)
        .addFact(String.class, OutboxRow::event)
        .add(settings.emojis())
        .add(settings.pins())
        .spec
        .map(Written::of)
        .all()
        .collect(() -> new Long[batch.size()], EventWriter::put)
        .doOnNext(numbers -> outbox.wake());
  }

  private static void put(@Nullable Long[] numbers, Written written) {
    numbers[Math.toIntExact(written.place()) - 1] = written.seq();
  }

  private static @Nullable UUID uuid(@Nullable MessageId id) {
    return id == null ? null : id.value();
  }

  /** An array within an array would have to be a rectangle. */
  private static String literal(List<UserId> users) {
    return users.stream().map(UserId::toString).collect(Collectors.joining(",", "{", "}"));
  }

  private record Written(long place, long seq) {
    static Written of(Readable row) {
      return new Written(
          Objects.requireNonNull(row.get(0, Long.class)),
          Objects.requireNonNull(row.get(1, Long.class)));
    }
  }

  /** The statement's arguments: an array for each column, one after the other. */
  private static final class Columns {
    private final List<Waiting> batch;
    private GenericExecuteSpec spec;
    private int next;

    Columns(List<Waiting> batch, GenericExecuteSpec spec) {
      this.batch = batch;
      this.spec = spec;
    }

    <T> Columns add(Class<T> type, Function<NewEvent, @Nullable T> value) {
      return bind(type, waiting -> value.apply(waiting.event()));
    }

    <T> Columns addFact(Class<T> type, Function<OutboxRow, @Nullable T> value) {
      return bind(type, waiting -> waiting.fact() == null ? null : value.apply(waiting.fact()));
    }

    Columns add(Integer value) {
      spec = spec.bind(next++, value);
      return this;
    }

    private <T> Columns bind(Class<T> type, Function<Waiting, @Nullable T> value) {
      Object[] column = (Object[]) java.lang.reflect.Array.newInstance(type, batch.size());
      for (int i = 0; i < column.length; i++) {
        column[i] = value.apply(batch.get(i));
      }
      spec = spec.bind(next++, column);
      return this;
    }
  }
}
