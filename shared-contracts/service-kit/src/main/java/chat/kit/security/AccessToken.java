package chat.kit.security;

import chat.kit.problem.Problem;
import chat.wire.ProblemType;
import java.time.Instant;

/**
 * A token that was found good: whom it speaks for and until when. A live socket is cut when its
 * token ends.
 */
public record AccessToken(Identity identity, Instant expiresAt) {
  /** The user it speaks for; a service's token is refused. */
  public Caller caller() {
    return switch (identity) {
      case Caller caller -> caller;
      case CallingService service ->
          throw Problem.of(ProblemType.FORBIDDEN, "A user is needed here, not a service.");
    };
  }
}
