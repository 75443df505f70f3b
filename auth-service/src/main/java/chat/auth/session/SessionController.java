package chat.auth.session;

import chat.auth.audit.AuditKind;
import chat.auth.audit.AuditLog;
import chat.auth.visitor.Visitor;
import chat.kit.problem.Problem;
import chat.kit.problem.Refuses;
import chat.kit.security.Caller;
import chat.wire.ProblemType;
import chat.wire.RevocationReason;
import chat.wire.SessionId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.reactive.TransactionalOperator;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Shows one's own logins and ends them. */
@RestController
@RequestMapping("/api/v1/users/me/sessions")
@Tag(name = "Sessions")
class SessionController {
  private final Sessions sessions;
  private final SessionEnds ends;
  private final AuditLog audit;
  private final TransactionalOperator transaction;

  SessionController(
      Sessions sessions, SessionEnds ends, AuditLog audit, TransactionalOperator transaction) {
    this.sessions = sessions;
    this.ends = ends;
    this.audit = audit;
    this.transaction = transaction;
  }

  @GetMapping
  @Operation(summary = "List my live logins, the one used last first")
  Flux<SessionView> list(Caller caller) {
    return sessions
        .liveLogins(caller.id())
        .map(session -> SessionView.of(session, caller.session()));
  }

  @Refuses(ProblemType.NOT_FOUND)
  @DeleteMapping("/{session}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(summary = "End one login")
  Mono<Void> endOne(Caller caller, @PathVariable UUID session, Visitor visitor) {
    return ends(caller, Selection.one(new SessionId(session)), visitor)
        .switchIfEmpty(Mono.error(() -> Problem.of(ProblemType.NOT_FOUND)))
        .then();
  }

  @DeleteMapping
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(
      summary = "End all my logins, this one included",
      description = "With `keepCurrent=true`: all others. Personal access tokens stay.")
  Mono<Void> endAll(
      Caller caller, @RequestParam(defaultValue = "false") boolean keepCurrent, Visitor visitor) {
    Selection selection = keepCurrent ? Selection.loginsBut(caller.session()) : Selection.logins();
    return ends(caller, selection, visitor).then();
  }

  private Flux<SessionId> ends(Caller caller, Selection selection, Visitor visitor) {
    return ends.end(caller.id(), selection, RevocationReason.SIGNED_OUT_ELSEWHERE)
        .delayUntil(
            session ->
                audit.note(AuditKind.SESSION_REVOKED, caller.id(), visitor, "session " + session))
        .as(transaction::transactional);
  }
}
