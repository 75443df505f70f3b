package chat.messages.engine;

/**
 * A WebSocket. What is sent to it goes out in that order, and is told to the session as written.
 */
public interface Wire {
  void send(Frame frame);

  /** Closes it once everything sent before is written. */
  void close(CloseReason reason);
}
