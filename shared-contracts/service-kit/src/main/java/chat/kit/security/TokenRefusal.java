package chat.kit.security;

import static org.springframework.http.HttpHeaders.WWW_AUTHENTICATE;

import chat.kit.problem.Problem;
import chat.wire.ProblemType;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;

/** The refusals of RFC 6750, each with the challenge that belongs to it. */
final class TokenRefusal {
  private TokenRefusal() {}

  static Problem noToken() {
    return Problem.of(ProblemType.UNAUTHENTICATED).header(WWW_AUTHENTICATE, "Bearer");
  }

  static Problem rejected(String why) {
    return badToken(Problem.of(ProblemType.TOKEN_REJECTED, why));
  }

  static Problem expired() {
    return badToken(Problem.of(ProblemType.TOKEN_EXPIRED));
  }

  static Problem revoked() {
    return badToken(Problem.of(ProblemType.SESSION_REVOKED));
  }

  /** What Spring Security found before our own checks had their turn. */
  static Problem of(AuthenticationException e) {
    return e instanceof OAuth2AuthenticationException ? rejected("It cannot be read.") : noToken();
  }

  static Problem forbidden() {
    return Problem.of(ProblemType.FORBIDDEN)
        .header(WWW_AUTHENTICATE, "Bearer error=\"insufficient_scope\"");
  }

  static Problem notGoodFor(Scope needed, Set<Scope> scopes) {
    String has = scopes.stream().sorted().map(Scope::word).collect(Collectors.joining(" and "));
    return Problem.of(
            ProblemType.FORBIDDEN,
            "This needs a token with the scope %s; yours has %s."
                .formatted(needed.word(), has.isEmpty() ? "none" : has))
        .with("scope", needed.word())
        .header(
            WWW_AUTHENTICATE,
            "Bearer error=\"insufficient_scope\", scope=\"%s\"".formatted(needed.word()));
  }

  private static Problem badToken(Problem problem) {
    String challenge =
        "Bearer error=\"invalid_token\", error_description=\"%s\""
            .formatted(problem.type().title());
    return problem.header(WWW_AUTHENTICATE, challenge);
  }
}
