package chat.notifications;

import chat.kit.event.InstanceListener;
import chat.wire.UserRef;
import chat.wire.event.NotificationEvent;
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
  private final Queue<NotificationEvent.Created> created = new ConcurrentLinkedQueue<>();

  @Bean
  InstanceListener<NotificationEvent.Created> notificationsHeard() {
    return InstanceListener.on(
        Set.of("notification.created"),
        NotificationEvent.Created.class,
        (event, envelope) -> Mono.fromRunnable(() -> created.add(event)));
  }

  public List<NotificationEvent.Created> by(UserRef recipient) {
    return created.stream().filter(event -> event.recipient().equals(recipient.id())).toList();
  }
}
