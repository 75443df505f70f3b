package chat.messages.write;

import chat.kit.event.OutboxRow;
import chat.wire.MessageId;
import chat.wire.UserId;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Writes events of any kind, and says of each that it changes nothing if that is so. */
@Component
final class EventStatement implements BatchStatement {
  private static final String WRITE =
      """
      select array_agg(place), array_agg(seq) from write_events(
        $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16,
        $17, $18, $19, $20, $21, $22, $23)
      """;

  private final WriteSettings settings;

  EventStatement(WriteSettings settings) {
    this.settings = settings;
  }

  @Override
  public String sql() {
    return WRITE;
  }

  @Override
  public List<Object> arguments(List<Waiting> batch) {
    return new Columns(batch)
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
        .with(settings.emojis())
        .with(settings.pins())
        .arguments();
  }

  private static @Nullable UUID uuid(@Nullable MessageId id) {
    return id == null ? null : id.value();
  }

  /** An array within an array would have to be a rectangle. */
  private static String literal(List<UserId> users) {
    return users.stream().map(UserId::toString).collect(Collectors.joining(",", "{", "}"));
  }
}
