package chat.messages.write;

import chat.kit.event.OutboxRow;
import chat.wire.Permission;
import chat.wire.RoomKind;
import chat.wire.Standing;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes messages that are nothing but their text, of members who may simply write: the statement
 * itself sees to that. What it leaves out may still be written, by those who look closer.
 */
@Component
final class PlainStatement implements BatchStatement {
  /** In its place the statement puts the room's own. */
  static final RoomKind ANY_KIND = RoomKind.PUBLIC;

  private static final String WRITE =
      """
      select places, seqs from write_plain_messages(
        $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
      """;
  private static final List<RoomKind> KINDS =
      Stream.of(RoomKind.values())
          .filter(kind -> Permission.POST.allows(Standing.MEMBER, kind))
          .toList();
  private static final String[] STORED = KINDS.stream().map(RoomKind::name).toArray(String[]::new);
  private static final String[] TOLD = JsonMapper.shared().convertValue(KINDS, String[].class);

  /** The database's order of ids, which is not that of {@link UUID}. */
  private static final Comparator<UUID> AS_STORED =
      Comparator.comparing(UUID::getMostSignificantBits, Long::compareUnsigned)
          .thenComparing(UUID::getLeastSignificantBits, Long::compareUnsigned);

  @Override
  public String sql() {
    return WRITE;
  }

  @Override
  public List<Object> arguments(List<Waiting> batch) {
    UUID[] rooms =
        batch.stream().map(PlainStatement::room).distinct().sorted(AS_STORED).toArray(UUID[]::new);
    return new Columns(batch)
        .with(rooms)
        .add(
            Integer.class, event -> 1 + Arrays.binarySearch(rooms, event.room().value(), AS_STORED))
        .add(UUID.class, event -> Objects.requireNonNull(event.message()).value())
        .add(UUID.class, event -> event.by().id().value())
        .add(String.class, event -> event.by().name())
        .add(String.class, event -> event.by().kind().name())
        .add(Long.class, event -> event.at().toEpochMilli())
        .add(String.class, NewEvent::clientId)
        .add(String.class, NewEvent::text)
        .addFact(UUID.class, OutboxRow::eventId)
        .addFact(String.class, OutboxRow::traceparent)
        .addFact(String.class, OutboxRow::event)
        .with(Instant.now().toEpochMilli())
        .with(STORED)
        .with(TOLD)
        .arguments();
  }

  private static UUID room(Waiting message) {
    return message.event().room().value();
  }

  /** One of them was sent before, and nobody knows which. */
  @Override
  public Mono<@Nullable Long[]> refused(
      List<Waiting> batch, DataIntegrityViolationException refusal) {
    return Mono.just(new Long[batch.size()]);
  }
}
