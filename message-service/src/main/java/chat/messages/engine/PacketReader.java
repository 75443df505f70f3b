package chat.messages.engine;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Reads what a client sent, and believes none of it. */
final class PacketReader {
  private static final char SEPARATOR = '\u001e';

  private PacketReader() {}

  /** The text of one WebSocket frame. */
  static Packet.Text text(String frame) {
    if (frame.isEmpty()) {
      throw new ProtocolViolation("the packet is empty");
    }
    return new Packet.Text(PacketType.of(frame.charAt(0)), frame.substring(1));
  }

  /** The body of a POST: packets between record separators, bytes as {@code b} and base64. */
  static List<Packet> payload(byte[] body, int mostPackets) {
    String text = utf8(body);
    List<Packet> packets = new ArrayList<>();
    int from = 0;
    while (from <= text.length()) {
      if (packets.size() == mostPackets) {
        throw new ProtocolViolation("more packets than one request may carry");
      }
      int separator = text.indexOf(SEPARATOR, from);
      int to = separator < 0 ? text.length() : separator;
      packets.add(polled(text.substring(from, to)));
      from = to + 1;
    }
    return packets;
  }

  private static Packet polled(String packet) {
    return packet.startsWith("b") ? new Packet.Binary(base64(packet.substring(1))) : text(packet);
  }

  private static byte[] base64(String text) {
    try {
      return Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw new ProtocolViolation("the packet is not base64");
    }
  }

  static String utf8(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new ProtocolViolation("the text is not UTF-8");
    }
  }
}
