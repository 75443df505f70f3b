package chat.messages.engine;

/** Why a request is not taken, in the protocol's own words. */
public enum Refusal {
  UNKNOWN_TRANSPORT(400, 0, "Transport unknown"),
  UNKNOWN_SID(400, 1, "Session ID unknown"),
  BAD_METHOD(400, 2, "Bad handshake method"),
  BAD_REQUEST(400, 3, "Bad request"),
  UNSUPPORTED_VERSION(400, 5, "Unsupported protocol version"),
  TOO_LARGE(413, 3, "Payload too large"),
  TOO_MANY_SESSIONS(503, 4, "Too many sessions");

  private final int status;
  private final int code;
  private final String message;

  Refusal(int status, int code, String message) {
    this.status = status;
    this.code = code;
    this.message = message;
  }

  public int status() {
    return status;
  }

  public String json() {
    return "{\"code\":%d,\"message\":\"%s\"}".formatted(code, message);
  }
}
