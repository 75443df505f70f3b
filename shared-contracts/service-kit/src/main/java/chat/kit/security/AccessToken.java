package chat.kit.security;

import chat.kit.problem.Problem;
import chat.wire.ProblemType;
import java.time.Instant;
import java.util.Set;

/**
 * A token that was found good: whom it speaks for, what for and until when. A live socket is cut
 * when its token ends.
 */
public record AccessToken(Identity identity, Set<Scope> scopes, Instant expiresAt) {
  public AccessToken {
    scopes = Set.copyOf(scopes);
  }

  /** One that is good for all that whoever it speaks for may do. */
  public AccessToken(Identity identity, Instant expiresAt) {
    this(identity, Scope.ALL, expiresAt);
  }

  /** The user it speaks for; a service's token is refused. */
  public Caller caller() {
    return switch (identity) {
      case Caller caller -> caller;
      case CallingService service ->
          throw Problem.of(ProblemType.FORBIDDEN, "A user is needed here, not a service.");
    };
  }

  /** Refuses, with a {@link Problem} that says what is missing, what the token is not good for. */
  public void demand(Scope needed) {
    if (!scopes.contains(needed)) {
      throw TokenRefusal.notGoodFor(needed, scopes);
    }
  }
}
