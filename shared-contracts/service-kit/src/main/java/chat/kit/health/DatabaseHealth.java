package chat.kit.health;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ValidationDepth;
import io.r2dbc.spi.Wrapped;
import org.reactivestreams.Publisher;
import org.springframework.boot.health.contributor.Status;
import reactor.core.publisher.Mono;

/** Watches a database; apart from the others, which services without one have too. */
public final class DatabaseHealth {
  private DatabaseHealth() {}

  /** A pool that is busy is no database that is away, so the question goes past the pool. */
  public static StoreHealth of(ConnectionFactory pool, Status away, HealthSettings settings) {
    Publisher<Boolean> valid =
        Mono.usingWhen(
            Mono.defer(() -> Mono.from(unpooled(pool).create())),
            connection -> Mono.from(connection.validate(ValidationDepth.REMOTE)),
            Connection::close);
    return new StoreHealth(valid, away, settings);
  }

  private static ConnectionFactory unpooled(ConnectionFactory factory) {
    return factory instanceof Wrapped<?> wrapped
            && wrapped.unwrap() instanceof ConnectionFactory inner
        ? unpooled(inner)
        : factory;
  }
}
