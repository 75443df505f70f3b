package chat.auth.session;

import chat.auth.token.Secret;
import chat.auth.user.OwnProfile;
import java.time.Clock;
import java.time.Duration;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/**
 * Hands tokens over. In cookie mode the refresh token goes into a cookie that no script can read
 * and that only comes back to this service; a second cookie, which scripts of the same site can
 * read, holds what they must repeat in a header.
 */
@Component
public class TokenAnswers {
  private static final String CSRF_COOKIE = "chat_csrf";
  private static final String REFRESH_PATH = "/api/v1/auth";

  private final CookieSettings settings;
  private final Clock clock;

  TokenAnswers(CookieSettings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
  }

  public ResponseEntity<TokenAnswer> of(HttpStatus status, Tokens tokens) {
    ResponseEntity.BodyBuilder answer =
        ResponseEntity.status(status).cacheControl(CacheControl.noStore());
    Secret csrf = tokens.csrf();
    if (csrf != null) {
      Duration age = Duration.between(clock.instant(), tokens.session().expiresAt());
      answer.header(
          HttpHeaders.SET_COOKIE, refreshCookie(tokens.refresh().value(), age).toString());
      answer.header(HttpHeaders.SET_COOKIE, csrfCookie(csrf.value(), age).toString());
    }
    return answer.body(body(tokens));
  }

  /** Takes the cookies back. */
  ResponseEntity<Void> gone() {
    return ResponseEntity.noContent()
        .header(HttpHeaders.SET_COOKIE, refreshCookie("", Duration.ZERO).toString())
        .header(HttpHeaders.SET_COOKIE, csrfCookie("", Duration.ZERO).toString())
        .build();
  }

  static TokenAnswer body(Tokens tokens) {
    Secret csrf = tokens.csrf();
    return new TokenAnswer(
        tokens.access().value(),
        "Bearer",
        tokens.access().lifetime().toSeconds(),
        csrf == null ? tokens.refresh().value() : null,
        csrf == null ? null : csrf.value(),
        tokens.session().id(),
        OwnProfile.of(tokens.user()));
  }

  private ResponseCookie refreshCookie(String value, Duration age) {
    return ResponseCookie.from(Presented.REFRESH_COOKIE, value)
        .httpOnly(true)
        .secure(settings.secure())
        .sameSite("Strict")
        .path(REFRESH_PATH)
        .maxAge(age)
        .build();
  }

  private ResponseCookie csrfCookie(String value, Duration age) {
    return ResponseCookie.from(CSRF_COOKIE, value)
        .secure(settings.secure())
        .sameSite("Strict")
        .path("/")
        .maxAge(age)
        .build();
  }
}
