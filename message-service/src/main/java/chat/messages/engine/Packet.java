package chat.messages.engine;

/** One Engine.IO packet as it arrived. */
sealed interface Packet {
  record Text(PacketType type, String data) implements Packet {}

  /** A message of bytes. */
  final class Binary implements Packet {
    private final byte[] data;

    Binary(byte[] data) {
      this.data = data;
    }

    byte[] data() {
      return data;
    }
  }
}
