package chat.auth.session;

import java.time.Clock;
import java.time.Instant;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Forgets sessions that ended long ago, and tokens that cannot be used any more. */
@Component
class SessionHousekeeping {
  private final SessionStore store;
  private final SessionSettings settings;
  private final Clock clock;

  SessionHousekeeping(SessionStore store, SessionSettings settings, Clock clock) {
    this.store = store;
    this.settings = settings;
    this.clock = clock;
  }

  @Scheduled(initialDelayString = "PT5M", fixedDelayString = "PT1H")
  Mono<Void> tidy() {
    return Mono.defer(
        () -> {
          Instant now = clock.instant();
          return store.forget(now.minus(settings.rememberedAfterEnd()), now);
        });
  }
}
