package chat.messages.engine;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The sessions of this node. A session's id ends with the node's name, after a dot. */
public final class Sessions {
  private static final int RANDOM_BYTES = 15;

  private final EngineSettings settings;
  private final Timers timers;
  private final SessionFactory factory;
  private final Admission admission;
  private final SecureRandom random = new SecureRandom();
  private final Map<String, Session> open = new ConcurrentHashMap<>();
  private volatile boolean ending;

  public Sessions(EngineSettings settings, Timers timers, SessionFactory factory) {
    this.settings = settings;
    this.timers = timers;
    this.factory = factory;
    this.admission = new Admission(settings, timers);
  }

  public Admission admission() {
    return admission;
  }

  public EngineSettings settings() {
    return settings;
  }

  /** The name of this node. */
  public String node() {
    return settings.node();
  }

  public @Nullable Session find(String sid) {
    return open.get(sid);
  }

  public Collection<Session> all() {
    return open.values();
  }

  /** Whether there is no place for a newcomer. */
  public boolean isFull() {
    return ending || open.size() >= settings.sessions();
  }

  /** From now on nobody new is let in, until it begins again. */
  public void end() {
    ending = true;
  }

  public void begin() {
    ending = false;
  }

  /** A session that is about to be opened by its first transport. */
  public Session create(Visitor visitor) {
    byte[] bytes = new byte[RANDOM_BYTES];
    random.nextBytes(bytes);
    String sid = Base64.getUrlEncoder().encodeToString(bytes) + "." + settings.node();
    Session session = new Session(sid, visitor, settings, timers, factory, () -> open.remove(sid));
    open.put(sid, session);
    return session;
  }
}
