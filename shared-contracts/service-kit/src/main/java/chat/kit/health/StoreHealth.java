package chat.kit.health;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.core.NestedExceptionUtils;
import reactor.core.publisher.Mono;

/**
 * Asks a store whether it is there: once at a time, never for long, and not again for a moment
 * however often it is wanted.
 */
public final class StoreHealth implements ReactiveHealthIndicator {
  /** Not all is well, and the service serves on. */
  public static final Status DEGRADED = new Status("DEGRADED");

  private final Status away;
  private final Mono<Health> health;
  private volatile @Nullable Instant awaySince;

  StoreHealth(Publisher<?> sign, Status away, HealthSettings settings) {
    this.away = away;
    this.health =
        Mono.from(sign)
            .timeout(settings.timeout())
            .then(Mono.fromSupplier(this::there))
            .onErrorResume(e -> Mono.fromSupplier(() -> away(e)))
            .cache(settings.remembered());
  }

  @Override
  public Mono<Health> health() {
    return health;
  }

  private Health there() {
    awaySince = null;
    return Health.up().build();
  }

  private Health away(Throwable error) {
    Instant since = Objects.requireNonNullElseGet(awaySince, Instant::now);
    awaySince = since;
    return Health.status(away)
        .withDetail("reason", reason(error))
        .withDetail("since", since)
        .build();
  }

  private static String reason(Throwable error) {
    Throwable cause = NestedExceptionUtils.getMostSpecificCause(error);
    return Objects.requireNonNullElseGet(cause.getMessage(), cause.getClass()::getSimpleName);
  }
}
