package chat.kit.event;

import chat.wire.event.CloudEvent;
import chat.wire.event.DomainEvent;
import chat.wire.event.RoomEvent;
import chat.wire.names.DurableQueue;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.server.SecurityWebFilterChain;
import reactor.core.publisher.Mono;

/** The smallest service: one listener, whose handler a test replaces. */
@SpringBootConfiguration
@EnableAutoConfiguration
class EventsApp {
  static final DurableQueue QUEUE = DurableQueue.of("kit-test.room-archived", "room.archived");

  @Bean
  Replaceable handler() {
    return new Replaceable();
  }

  @Bean
  DurableListener<RoomEvent> archived(Replaceable handler) {
    return DurableListener.on(QUEUE, RoomEvent.class, handler::handle);
  }

  /** Who may do what is tested elsewhere. */
  @Bean
  @Order(Ordered.HIGHEST_PRECEDENCE)
  SecurityWebFilterChain everybodyMay(ServerHttpSecurity http) {
    return http.csrf(ServerHttpSecurity.CsrfSpec::disable).build();
  }

  /** Does what the test at hand wants. */
  static final class Replaceable {
    private static final EventHandler<DomainEvent> NOTHING = (event, envelope) -> Mono.empty();

    private volatile EventHandler<DomainEvent> current = NOTHING;

    void use(EventHandler<DomainEvent> handler) {
      current = handler;
    }

    void reset() {
      use(NOTHING);
    }

    Mono<Void> handle(DomainEvent event, CloudEvent envelope) {
      return current.handle(event, envelope);
    }
  }
}
