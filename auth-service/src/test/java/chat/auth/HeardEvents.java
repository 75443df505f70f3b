package chat.auth;

import static org.awaitility.Awaitility.await;

import chat.kit.event.InstanceListener;
import chat.wire.event.DomainEvent;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Mono;

/** At most once: overhears what the service tells others. */
@Configuration(proxyBeanMethods = false)
public class HeardEvents {
  private final Queue<DomainEvent> events = new ConcurrentLinkedQueue<>();

  @Bean
  InstanceListener<DomainEvent> everythingIsHeard() {
    return InstanceListener.on(
        Set.of("user.*", "session.*"),
        DomainEvent.class,
        (event, envelope) -> Mono.fromRunnable(() -> events.add(event)));
  }

  /** Waits for an event like this. */
  public <T extends DomainEvent> T next(Class<T> type, Predicate<T> wanted) {
    return await()
        .atMost(Duration.ofSeconds(15))
        .until(() -> heard(type, wanted), found -> !found.isEmpty())
        .getFirst();
  }

  private <T extends DomainEvent> List<T> heard(Class<T> type, Predicate<T> wanted) {
    return events.stream().filter(type::isInstance).map(type::cast).filter(wanted).toList();
  }
}
