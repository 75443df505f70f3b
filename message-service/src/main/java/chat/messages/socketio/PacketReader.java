package chat.messages.socketio;

import chat.messages.engine.ProtocolViolation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads one client's packets and believes none of them. A packet with attachments is complete when
 * the last of those has followed it.
 */
final class PacketReader {
  /** What JavaScript can count to without a mistake has no more digits. */
  private static final int LONGEST_NUMBER = 15;

  private final SocketIoSettings settings;
  private final JsonMapper json;
  private final List<byte[]> attachments = new ArrayList<>();
  private @Nullable Packet incomplete;
  private int expected;
  private int bytes;

  PacketReader(SocketIoSettings settings, JsonMapper json) {
    this.settings = settings;
    this.json = json;
  }

  /** A reader of JSON that gives up in time; one for all clients. */
  static JsonMapper json(SocketIoSettings settings) {
    StreamReadConstraints bounds =
        StreamReadConstraints.builder().maxNestingDepth(settings.nesting()).build();
    return JsonMapper.builder(JsonFactory.builder().streamReadConstraints(bounds).build()).build();
  }

  /** Empty when attachments must follow. */
  @Nullable Packet text(String message) {
    if (incomplete != null) {
      throw new ProtocolViolation("a text where an attachment must follow");
    }
    Cursor cursor = new Cursor(message);
    PacketType type = PacketType.of(cursor.next());
    int following = type.isBinary() ? count(cursor) : 0;
    Packet packet =
        new Packet(type.plain(), namespace(cursor), cursor.number(), data(cursor.rest()));
    if (type.isBinary() && following > 0) {
      incomplete = packet;
      expected = following;
      return null;
    }
    return PacketRules.checked(packet, settings);
  }

  /** Empty when more attachments must follow. */
  @Nullable Packet binary(byte[] attachment) {
    if (incomplete == null) {
      throw new ProtocolViolation("an attachment that belongs to nothing");
    }
    bytes += attachment.length;
    if (bytes > settings.attachmentBytes()) {
      throw new ProtocolViolation("the attachments are too large");
    }
    attachments.add(attachment);
    return attachments.size() < expected ? null : complete(incomplete);
  }

  private Packet complete(Packet packet) {
    JsonNode data = packet.data() == null ? null : Attachments.putIn(packet.data(), attachments);
    attachments.clear();
    incomplete = null;
    bytes = 0;
    return PacketRules.checked(
        new Packet(packet.type(), packet.namespace(), packet.id(), data), settings);
  }

  private int count(Cursor cursor) {
    Long count = cursor.number();
    if (count == null || !cursor.skip('-')) {
      throw new ProtocolViolation("the number of attachments is missing");
    }
    if (count > settings.attachments()) {
      throw new ProtocolViolation("more attachments than a packet may have");
    }
    return count.intValue();
  }

  private String namespace(Cursor cursor) {
    String name = cursor.startsWith('/') ? cursor.upTo(',') : "/";
    if (name.length() > settings.name()) {
      throw new ProtocolViolation("the namespace's name is too long");
    }
    return name;
  }

  private @Nullable JsonNode data(String text) {
    try {
      return text.isEmpty() ? null : json.readTree(text);
    } catch (JacksonException e) {
      throw new ProtocolViolation("the data is not JSON, or is too deep");
    }
  }

  /** Goes through a text once. */
  private static final class Cursor {
    private final String text;
    private int at;

    Cursor(String text) {
      this.text = text;
    }

    char next() {
      if (at == text.length()) {
        throw new ProtocolViolation("the packet is empty");
      }
      return text.charAt(at++);
    }

    boolean startsWith(char c) {
      return at < text.length() && text.charAt(at) == c;
    }

    boolean skip(char c) {
      boolean there = startsWith(c);
      at += there ? 1 : 0;
      return there;
    }

    /** Up to the separator, which is skipped, or to the end. */
    String upTo(char separator) {
      int found = text.indexOf(separator, at);
      String part = text.substring(at, found < 0 ? text.length() : found);
      at = found < 0 ? text.length() : found + 1;
      return part;
    }

    @Nullable Long number() {
      int from = at;
      while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
        at++;
      }
      if (at - from > LONGEST_NUMBER) {
        throw new ProtocolViolation("a number is too long");
      }
      return at == from ? null : Long.valueOf(text.substring(from, at));
    }

    String rest() {
      return text.substring(at);
    }
  }
}
