package chat.messages;

import chat.kit.event.InstanceListener;
import chat.wire.RoomId;
import chat.wire.event.CloudEvent;
import chat.wire.event.MessageEvent;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import reactor.core.publisher.Mono;

/** What the service has told the others. */
@TestConfiguration(proxyBeanMethods = false)
public class Heard {
  private final Queue<MessageEvent> events = new ConcurrentLinkedQueue<>();
  private final Map<MessageEvent, String> traces = new ConcurrentHashMap<>();

  @Bean
  InstanceListener<MessageEvent> messagesHeard() {
    return InstanceListener.on(
        Set.of("message.*", "room.read"),
        MessageEvent.class,
        (event, envelope) -> Mono.fromRunnable(() -> heard(event, envelope)));
  }

  private void heard(MessageEvent event, CloudEvent envelope) {
    traces.put(event, String.valueOf(envelope.traceparent()));
    events.add(event);
  }

  /** In which trace it was told. */
  public @Nullable String trace(MessageEvent event) {
    return traces.get(event);
  }

  public List<MessageEvent.Sent> in(RoomId room) {
    return all(room).stream()
        .filter(MessageEvent.Sent.class::isInstance)
        .map(MessageEvent.Sent.class::cast)
        .toList();
  }

  public List<MessageEvent> all(RoomId room) {
    return events.stream().filter(event -> event.room().equals(room)).toList();
  }
}
