package chat.messages;

import chat.kit.event.InstanceListener;
import chat.wire.RoomId;
import chat.wire.event.MessageEvent;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import reactor.core.publisher.Mono;

/** What the service has told the others. */
@TestConfiguration(proxyBeanMethods = false)
public class Heard {
  private final Queue<MessageEvent.Sent> sent = new ConcurrentLinkedQueue<>();

  @Bean
  InstanceListener<MessageEvent.Sent> messagesHeard() {
    return InstanceListener.on(
        Set.of("message.sent"),
        MessageEvent.Sent.class,
        (event, envelope) -> Mono.fromRunnable(() -> sent.add(event)));
  }

  public List<MessageEvent.Sent> in(RoomId room) {
    return sent.stream().filter(event -> event.room().equals(room)).toList();
  }
}
