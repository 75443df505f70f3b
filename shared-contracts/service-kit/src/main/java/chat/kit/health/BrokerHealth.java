package chat.kit.health;

import chat.kit.event.Broker;
import chat.kit.event.OutboxBacklog;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import reactor.core.publisher.Mono;

/** While the broker is away, events wait in the outbox and the service goes on. */
final class BrokerHealth implements ReactiveHealthIndicator {
  private final Broker broker;
  private final Optional<OutboxBacklog> outbox;

  BrokerHealth(Broker broker, Optional<OutboxBacklog> outbox) {
    this.broker = broker;
    this.outbox = outbox;
  }

  @Override
  public Mono<Health> health() {
    return Mono.fromSupplier(() -> health(broker.state()));
  }

  private Health health(Broker.State state) {
    Health.Builder health =
        state.connected()
            ? Health.up()
            : Health.status(StoreHealth.DEGRADED)
                .withDetail("reason", String.valueOf(state.reason()))
                .withDetail("since", state.since());
    outbox.map(OutboxBacklog::size).ifPresent(size -> health.withDetail("outbox", waiting(size)));
    return health.build();
  }

  private static Map<String, Object> waiting(OutboxBacklog.Size size) {
    return Map.of("events", size.events(), "oldestSeconds", size.age().toSeconds());
  }
}
