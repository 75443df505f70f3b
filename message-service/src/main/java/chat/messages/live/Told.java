package chat.messages.live;

import chat.messages.dialect.Dialect;
import chat.messages.engine.Frame;
import chat.messages.socketio.Socket;
import chat.wire.UserId;
import chat.wire.frame.ServerFrame;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One thing that many are told, encoded once for each dialect that somebody hears it in. */
final class Told {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String LEFT = "room:member-left";
  private static final String READ = "chat:read";
  private static final String PRESENCE = "presence:changed";

  private final Dialect.Phrase own;
  private final Map<Dialect, Frame> frames = new ConcurrentHashMap<>(2);

  private Told(Dialect.Phrase own) {
    this.own = own;
  }

  static Told of(ServerFrame frame) {
    return new Told(new Dialect.Phrase(frame.type(), JSON.valueToTree(frame)));
  }

  /** As it comes over a channel: {@code {"event": TYPE, "data": FRAME}}. */
  static Told parse(String live) {
    JsonNode node = JSON.readTree(live);
    return new Told(new Dialect.Phrase(node.path("event").stringValue(), node.path("data")));
  }

  Frame in(Dialect dialect) {
    return frames.computeIfAbsent(dialect, this::encoded);
  }

  private Frame encoded(Dialect dialect) {
    Dialect.Phrase said = dialect.say(own);
    return Socket.event("/", said.event(), said.data());
  }

  String event() {
    return own.event();
  }

  /** 0 for what has no place in the stream: a read marker names a seq too, but is none. */
  long seq() {
    return own.event().equals(READ) ? 0 : own.data().path("seq").asLong(0);
  }

  /** Who is no member any more from here on. */
  @Nullable UserId left() {
    return own.event().equals(LEFT)
        ? UserId.of(own.data().path("member").path("id").stringValue())
        : null;
  }

  /** Of what has the same key, a newer one takes an older one's place; absent where none does. */
  Optional<String> key() {
    return switch (own.event()) {
      case READ -> Optional.of(String.join(" ", READ, text("room"), text("user")));
      case PRESENCE -> Optional.of(String.join(" ", PRESENCE, text("user")));
      case "room:heads" -> Optional.of(own.event());
      default -> Optional.empty();
    };
  }

  private String text(String field) {
    return own.data().path(field).asString("");
  }
}
