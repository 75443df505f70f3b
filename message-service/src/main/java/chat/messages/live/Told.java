package chat.messages.live;

import chat.messages.engine.Frame;
import chat.messages.socketio.Socket;
import chat.wire.UserId;
import chat.wire.frame.ServerFrame;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One thing that a room is told, encoded once for all its sockets.
 *
 * @param seq 0 for what has no place in the stream
 * @param left who is no member any more from here on
 */
record Told(long seq, Frame frame, @Nullable UserId left) {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String LEFT = "room:member-left";
  private static final String READ = "chat:read";

  static Told of(ServerFrame frame) {
    return of(frame.type(), JSON.valueToTree(frame));
  }

  /** As it comes over a channel: {@code {"event": TYPE, "data": FRAME}}. */
  static Told parse(String live) {
    JsonNode node = JSON.readTree(live);
    return of(node.path("event").stringValue(), node.path("data"));
  }

  private static Told of(String event, JsonNode data) {
    // a read marker names a seq too, but is none
    long seq = event.equals(READ) ? 0 : data.path("seq").asLong(0);
    UserId left =
        event.equals(LEFT) ? UserId.of(data.path("member").path("id").stringValue()) : null;
    return new Told(seq, Socket.event("/", event, data), left);
  }
}
