package chat.kit.event;

import chat.wire.event.DomainEvent;
import chat.wire.names.DurableQueue;

/**
 * Listens at least once: every event that matches the queue's keys, also those that happened while
 * no instance was running, handled by one instance of the service. Make it a bean.
 *
 * <p>With a database, the handler runs in a transaction that also remembers the event, so what it
 * writes there happens exactly once. Without one, Redis remembers the event after the handler has
 * succeeded, so the handler may run twice and must not mind.
 *
 * <p>A handler that fails is tried again after a pause, while later events of the same subject
 * wait; at last the event goes to the queue's dead letters. While the database or Redis itself is
 * away, no attempt is counted.
 *
 * @param type events of other types are acknowledged and counted, not handled
 */
public record DurableListener<T extends DomainEvent>(
    DurableQueue queue, Class<T> type, EventHandler<T> handler) {

  public static <T extends DomainEvent> DurableListener<T> on(
      DurableQueue queue, Class<T> type, EventHandler<T> handler) {
    return new DurableListener<>(queue, type, handler);
  }
}
