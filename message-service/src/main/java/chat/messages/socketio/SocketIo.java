package chat.messages.socketio;

import chat.messages.engine.Session;
import chat.messages.engine.SessionFactory;
import chat.messages.engine.SessionListener;
import chat.messages.engine.Timers;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Makes Engine.IO sessions speak Socket.IO, with the namespaces that there are. */
public final class SocketIo implements SessionFactory {
  private static final int RANDOM_BYTES = 15;

  private final SocketIoSettings settings;
  private final Timers timers;
  private final Map<String, Namespace> namespaces;
  private final JsonMapper json;
  private final SecureRandom random = new SecureRandom();

  public SocketIo(SocketIoSettings settings, Timers timers, Map<String, Namespace> namespaces) {
    this.settings = settings;
    this.timers = timers;
    this.namespaces = Map.copyOf(namespaces);
    this.json = PacketReader.json(settings);
  }

  @Override
  public SessionListener opened(Session session) {
    return new Connection(session, this, timers, new PacketReader(settings, json));
  }

  SocketIoSettings settings() {
    return settings;
  }

  @Nullable Namespace namespace(String name) {
    return namespaces.get(name);
  }

  String newId() {
    byte[] bytes = new byte[RANDOM_BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().encodeToString(bytes);
  }
}
