package chat.auth.session;

import org.jspecify.annotations.Nullable;

/** Where a client keeps its refresh token. */
public enum Carrier {
  /** It stands in the answer's body, and the client takes care of it. */
  BODY,
  /**
   * It lives in a cookie that no script can read; a second secret guards against forged requests.
   */
  COOKIE;

  /** As a request asks for it; the body, when it does not say. */
  public static Carrier of(@Nullable Boolean cookie) {
    return Boolean.TRUE.equals(cookie) ? COOKIE : BODY;
  }
}
