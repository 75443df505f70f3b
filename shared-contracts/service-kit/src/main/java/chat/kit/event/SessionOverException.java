package chat.kit.event;

/** An arrival is left as it is: the broker delivers it again. */
final class SessionOverException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  SessionOverException() {
    super("The session with the broker is over", null, false, false);
  }
}
