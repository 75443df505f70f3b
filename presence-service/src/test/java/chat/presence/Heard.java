package chat.presence;

import chat.kit.event.InstanceListener;
import chat.wire.UserId;
import chat.wire.event.PresenceEvent;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.http.client.ReactorResourceFactory;
import reactor.core.publisher.Mono;

/** What the service has told the others, and what keeps several instances in one JVM apart. */
@TestConfiguration(proxyBeanMethods = false)
class Heard {
  private final Queue<PresenceEvent.Changed> changes = new ConcurrentLinkedQueue<>();

  @Bean
  InstanceListener<PresenceEvent.Changed> changesHeard() {
    return InstanceListener.on(
        Set.of("presence.changed"),
        PresenceEvent.Changed.class,
        (event, envelope) -> Mono.fromRunnable(() -> changes.add(event)));
  }

  /** An instance that stops takes its own event loops with it, and nobody else's. */
  @Bean
  ReactorResourceFactory ownEventLoops() {
    ReactorResourceFactory resources = new ReactorResourceFactory();
    resources.setUseGlobalResources(false);
    return resources;
  }

  List<PresenceEvent.Changed> about(UserId user) {
    return changes.stream().filter(change -> change.user().equals(user)).toList();
  }
}
