package chat.messages.engine;

/** What a session is for. All of it happens one after the other; nothing here may wait. */
public interface SessionListener {
  /** May throw a {@link ProtocolViolation}, which ends the session. */
  void text(String message);

  /** May throw a {@link ProtocolViolation}, which ends the session. */
  void binary(byte[] message);

  /** After a frame was not taken for want of room: there is room again. */
  void drained();

  /**
   * It is over; nothing follows.
   *
   * @param detail for people who look for the reason
   */
  void closed(CloseReason reason, String detail);
}
