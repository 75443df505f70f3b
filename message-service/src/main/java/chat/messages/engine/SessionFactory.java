package chat.messages.engine;

/** Says what a new session is for. */
@FunctionalInterface
public interface SessionFactory {
  SessionListener opened(Session session);
}
