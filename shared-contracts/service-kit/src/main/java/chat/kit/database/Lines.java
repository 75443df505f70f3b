package chat.kit.database;

import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.Wrapped;
import java.time.Duration;

/**
 * Gives out connections besides those of the pool, to those that would hardly ever give one back.
 */
public final class Lines {
  private final ConnectionFactory connections;
  private final Duration patience;

  /**
   * @param connections as they are made, or a pool of them
   * @param patience how long one may take to be made
   */
  public Lines(ConnectionFactory connections, Duration patience) {
    this.connections = unpooled(connections);
    this.patience = patience;
  }

  private static ConnectionFactory unpooled(ConnectionFactory connections) {
    return connections instanceof Wrapped<?> pool && pool.unwrap() instanceof ConnectionFactory own
        ? own
        : connections;
  }

  /** It belongs to the caller, who disposes of it. */
  public Line line() {
    return new Line(connections, patience);
  }
}
