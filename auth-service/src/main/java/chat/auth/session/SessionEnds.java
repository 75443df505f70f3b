package chat.auth.session;

import chat.auth.token.TokenSettings;
import chat.kit.event.Outbox;
import chat.kit.security.RevokedSessions;
import chat.wire.RevocationReason;
import chat.wire.SessionId;
import chat.wire.UserId;
import chat.wire.event.DomainEvent;
import chat.wire.event.SessionEvent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionSynchronization;
import org.springframework.transaction.reactive.TransactionSynchronizationManager;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Ends sessions, within the caller's transaction. Every service refuses their tokens as soon as it
 * has committed; should we fall over in between, the event in the outbox does it again.
 */
@Component
public class SessionEnds {
  private static final Logger log = LoggerFactory.getLogger(SessionEnds.class);

  /** For clocks that differ. */
  private static final Duration MARGIN = Duration.ofMinutes(1);

  private final SessionStore store;
  private final Outbox outbox;
  private final RevokedSessions revoked;
  private final TokenSettings tokens;
  private final Clock clock;

  SessionEnds(
      SessionStore store,
      Outbox outbox,
      RevokedSessions revoked,
      TokenSettings tokens,
      Clock clock) {
    this.store = store;
    this.outbox = outbox;
    this.revoked = revoked;
    this.tokens = tokens;
    this.clock = clock;
  }

  /** Ends live sessions of a user and tells which. */
  public Flux<SessionId> end(UserId user, Selection selection, RevocationReason reason) {
    return store
        .end(user, selection, reason, clock.instant())
        .collectList()
        .filter(ended -> !ended.isEmpty())
        .delayUntil(ended -> outbox.append(events(ended, user, reason)))
        .delayUntil(this::announceAfterCommit)
        .flatMapIterable(ended -> ended);
  }

  /** Makes every service refuse the tokens of a session that ended then. */
  Mono<Void> announce(SessionId session, Instant endedAt) {
    Instant forgetAt = endedAt.plus(tokens.lifetime()).plus(MARGIN);
    return forgetAt.isAfter(clock.instant()) ? revoked.revoke(session, forgetAt) : Mono.empty();
  }

  private Mono<Void> announceAfterCommit(List<SessionId> ended) {
    Instant now = clock.instant();
    return TransactionSynchronizationManager.forCurrentTransaction()
        .doOnNext(
            transaction ->
                transaction.registerSynchronization(
                    new TransactionSynchronization() {
                      @Override
                      public Mono<Void> afterCommit() {
                        return announceAll(ended, now);
                      }
                    }))
        .then();
  }

  private Mono<Void> announceAll(List<SessionId> ended, Instant now) {
    return Flux.fromIterable(ended)
        .flatMap(session -> announce(session, now))
        .then()
        .onErrorResume(
            e -> {
              log.warn("Redis was not told of ended sessions; the event will: {}", e.toString());
              return Mono.empty();
            });
  }

  private static DomainEvent[] events(List<SessionId> ended, UserId user, RevocationReason reason) {
    return ended.stream()
        .map(session -> new SessionEvent.Revoked(session, user, reason))
        .toArray(DomainEvent[]::new);
  }
}
