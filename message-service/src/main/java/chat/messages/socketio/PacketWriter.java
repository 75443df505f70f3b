package chat.messages.socketio;

import chat.messages.engine.Frame;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Writes packets as frames: the text, then its attachments. */
final class PacketWriter {
  private static final JsonMapper JSON = JsonMapper.builder().findAndAddModules().build();

  private PacketWriter() {}

  static List<Frame> frames(Packet packet) {
    List<byte[]> attachments = new ArrayList<>();
    JsonNode data = packet.data() == null ? null : Attachments.takeOut(packet.data(), attachments);
    List<Frame> frames = new ArrayList<>(1 + attachments.size());
    frames.add(text(packet, data, attachments.size()));
    attachments.forEach(bytes -> frames.add(Frame.message(bytes)));
    return frames;
  }

  private static Frame text(Packet packet, @Nullable JsonNode data, int attachments) {
    PacketType type = attachments == 0 ? packet.type() : packet.type().binary();
    StringBuilder text = new StringBuilder().append(type.digit());
    if (attachments > 0) {
      text.append(attachments).append('-');
    }
    if (!packet.namespace().equals("/")) {
      text.append(packet.namespace()).append(',');
    }
    if (packet.id() != null) {
      text.append(packet.id().longValue());
    }
    return data == null
        ? Frame.message(text.toString())
        : Frame.message(text.toString(), to -> JSON.writeValue(to, data));
  }
}
