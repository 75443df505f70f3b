package chat.messages.socketio;

/** A place that clients connect to, each with a socket of its own there. */
@FunctionalInterface
public interface Namespace {
  /** Somebody knocks; the answer may come later and from any thread. */
  void arrived(Arrival arrival);
}
