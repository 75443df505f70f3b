package chat.kit.security;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;

/** Follows keys and revocations from before the first request until after the last. */
final class KeepUp implements SmartLifecycle {
  /** A node without Redis must still start, so it does not wait for its revocations for ever. */
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final SigningKeys keys;
  private final RevokedSessions revoked;
  private final SecuritySettings settings;
  private volatile Disposable following = Disposables.disposed();

  KeepUp(SigningKeys keys, RevokedSessions revoked, SecuritySettings settings) {
    this.keys = keys;
    this.revoked = revoked;
    this.settings = settings;
  }

  @Override
  public void start() {
    following =
        Flux.merge(
                keys.keptFresh(settings.keyRefresh()).then(),
                revoked.followed(settings.revocationPoll()))
            .subscribe();
    // the server opens after this: a session revoked while this node was down is refused at once
    revoked
        .caughtUp()
        .toFuture()
        .completeOnTimeout(null, PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
        .join();
  }

  @Override
  public void stop() {
    following.dispose();
  }

  @Override
  public boolean isRunning() {
    return !following.isDisposed();
  }

  @Override
  public int getPhase() {
    return 0;
  }
}
