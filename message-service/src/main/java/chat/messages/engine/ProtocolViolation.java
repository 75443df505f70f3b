package chat.messages.engine;

/** The other side broke the protocol: its session ends, and the message says why. */
public final class ProtocolViolation extends RuntimeException {
  public ProtocolViolation(String why) {
    // somebody may send these all day: there is nothing of ours to trace
    super(why, null, false, false);
  }
}
