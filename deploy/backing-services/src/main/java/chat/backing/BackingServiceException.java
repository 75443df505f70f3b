package chat.backing;

/** A backing service cannot be had; the message says why and how to mend it. */
public final class BackingServiceException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BackingServiceException(String message) {
    super(message);
  }

  BackingServiceException(String message, Throwable cause) {
    super(message, cause);
  }
}
