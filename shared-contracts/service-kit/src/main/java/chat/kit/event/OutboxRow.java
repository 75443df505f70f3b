package chat.kit.event;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event as the table {@code outbox} keeps it: a service that writes it in a statement of its own
 * fills the columns {@code event_id, type, subject, traceparent, event} and leaves the rest to the
 * table.
 *
 * @param event the whole envelope in JSON
 */
public record OutboxRow(
    UUID eventId, String type, String subject, @Nullable String traceparent, String event) {}
