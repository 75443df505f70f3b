package chat.auth.account;

import chat.auth.audit.AuditKind;
import chat.auth.audit.AuditLog;
import chat.auth.session.SessionView;
import chat.auth.session.Sessions;
import chat.auth.user.OwnProfile;
import chat.auth.user.PublicProfile;
import chat.auth.user.User;
import chat.auth.user.Users;
import chat.auth.visitor.Visitor;
import chat.kit.security.Caller;
import java.time.Clock;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Hands over what there is about oneself. */
@Component
class Exports {
  private static final int ENTRIES = 10_000;

  private final Users users;
  private final Sessions sessions;
  private final AuditLog audit;
  private final Clock clock;

  Exports(Users users, Sessions sessions, AuditLog audit, Clock clock) {
    this.users = users;
    this.sessions = sessions;
    this.audit = audit;
    this.clock = clock;
  }

  Mono<Export> of(User user, Caller caller, Visitor visitor) {
    return audit
        .note(AuditKind.DATA_EXPORTED, user.id(), visitor)
        .then(
            Mono.defer(
                () ->
                    Mono.zip(
                        sessions
                            .liveLogins(user.id())
                            .map(session -> SessionView.of(session, caller.session()))
                            .collectList(),
                        users.botsOf(user.id()).map(PublicProfile::of).collectList(),
                        audit.page(user.id(), null, ENTRIES).collectList())))
        .map(
            parts ->
                new Export(
                    clock.instant(),
                    OwnProfile.of(user),
                    parts.getT1(),
                    parts.getT2(),
                    parts.getT3()));
  }
}
