package chat.kit.event;

import chat.wire.event.DomainEvent;
import java.util.Set;

/**
 * Listens at most once, in every instance: the events that happen while the instance runs and the
 * broker is there. Good for caches and sockets, which recover from a loss by other means. Make it a
 * bean. A handler that fails is logged and counted, and that is all.
 *
 * @param keys routing keys, such as {@code session.revoked} or {@code room.member.*}
 */
public record InstanceListener<T extends DomainEvent>(
    Set<String> keys, Class<T> type, EventHandler<T> handler) {

  public static <T extends DomainEvent> InstanceListener<T> on(
      Set<String> keys, Class<T> type, EventHandler<T> handler) {
    return new InstanceListener<>(Set.copyOf(keys), type, handler);
  }
}
