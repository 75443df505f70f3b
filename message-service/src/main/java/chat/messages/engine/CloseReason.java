package chat.messages.engine;

/** Why a session ended; the code is the WebSocket's close code. */
public enum CloseReason {
  /** The client said so. */
  CLIENT_CLOSED(1000),
  /** We said so. */
  SERVER_CLOSED(1000),
  /** The node is about to stop. */
  GOING_AWAY(1001),
  /** The client broke the protocol. */
  MALFORMED(4400),
  /** The session already has a WebSocket. */
  ALREADY_UPGRADED(4409),
  /** The client did not answer a ping in time. */
  PING_TIMEOUT(4408),
  /** The connection is gone. */
  TRANSPORT_LOST(4410),
  /** The client reads more slowly than it is written to, and may not be told less. */
  TOO_SLOW(4429),
  /** A fault of ours. */
  INTERNAL(1011);

  private final int code;

  CloseReason(int code) {
    this.code = code;
  }

  /** Whether what was sent before shall still be read. */
  public boolean isPolite() {
    return this == CLIENT_CLOSED || this == SERVER_CLOSED || this == GOING_AWAY;
  }

  public int code() {
    return code;
  }
}
