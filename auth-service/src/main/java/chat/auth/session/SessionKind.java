package chat.auth.session;

/** What a session came from. */
public enum SessionKind {
  LOGIN,
  TOKEN
}
