package chat.auth.session;

import chat.auth.audit.AuditKind;
import chat.auth.audit.AuditLog;
import chat.auth.token.Secret;
import chat.auth.token.TokenIssuer;
import chat.auth.user.User;
import chat.auth.visitor.Visitor;
import chat.kit.Ids;
import chat.kit.event.Outbox;
import chat.wire.SessionId;
import chat.wire.UserId;
import chat.wire.event.SessionEvent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Begins sessions, within the caller's transaction, and lists them. */
@Component
public class Sessions {
  private final SessionStore store;
  private final TokenIssuer issuer;
  private final Outbox outbox;
  private final AuditLog audit;
  private final SessionSettings settings;
  private final Clock clock;

  Sessions(
      SessionStore store,
      TokenIssuer issuer,
      Outbox outbox,
      AuditLog audit,
      SessionSettings settings,
      Clock clock) {
    this.store = store;
    this.issuer = issuer;
    this.outbox = outbox;
    this.audit = audit;
    this.settings = settings;
    this.clock = clock;
  }

  /** Begins a login and the family of its refresh tokens. */
  public Mono<Tokens> begin(User user, Visitor visitor, Carrier carrier) {
    Secret refresh = Secret.random();
    Secret csrf = carrier == Carrier.COOKIE ? Secret.random() : null;
    Duration idle = settings.idle(user.kind());
    Session session = session(user, SessionKind.LOGIN, visitor.device(), visitor, csrf, idle);
    return add(user, session)
        .then(
            Mono.defer(
                () -> store.addRefreshToken(refresh.hash(), session.id(), session.expiresAt())))
        .then(Mono.defer(() -> audit.note(AuditKind.LOGGED_IN, user.id(), visitor)))
        .then(Mono.defer(() -> issuer.forUser(user, session.id())))
        .map(access -> new Tokens(user, session, access, refresh, csrf));
  }

  /** Begins the life of a personal access token, which is not refreshed. */
  public Mono<Session> beginToken(User user, String label, Visitor visitor, Duration lifetime) {
    Session session = session(user, SessionKind.TOKEN, label, visitor, null, lifetime);
    return add(user, session).thenReturn(session);
  }

  public Mono<Session> byId(SessionId id) {
    return store.byId(id);
  }

  /** The live logins of a user, the one used last first. */
  public Flux<Session> liveLogins(UserId user) {
    return store.liveLogins(user, clock.instant());
  }

  /** Lets a session of somebody who was a guest live as long as a person's. */
  public Mono<Void> prolong(SessionId session) {
    return store.prolong(session, clock.instant().plus(settings.idle()));
  }

  /** Notes that a personal access token was used. */
  public Mono<Void> touch(Session session, Visitor visitor) {
    return store.used(session.id(), visitor, clock.instant(), session.expiresAt());
  }

  private Mono<Void> add(User user, Session session) {
    return store
        .add(session)
        .then(
            Mono.defer(
                () ->
                    outbox.append(
                        new SessionEvent.Started(
                            session.id(), user.id(), user.kind(), session.device()))));
  }

  private Session session(
      User user,
      SessionKind kind,
      @Nullable String device,
      Visitor visitor,
      @Nullable Secret csrf,
      Duration idle) {
    Instant now = clock.instant();
    return new Session(
        new SessionId(Ids.next()),
        user.id(),
        kind,
        device,
        visitor.address(),
        csrf == null ? null : csrf.hash(),
        now,
        now,
        now.plus(idle),
        null);
  }
}
