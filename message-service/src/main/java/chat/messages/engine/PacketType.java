package chat.messages.engine;

/** The kinds of Engine.IO packets in the order of their digits on the wire. */
enum PacketType {
  OPEN,
  CLOSE,
  PING,
  PONG,
  MESSAGE,
  UPGRADE,
  NOOP;

  private static final PacketType[] ALL = values();

  static PacketType of(char digit) {
    int index = digit - '0';
    if (index < 0 || index >= ALL.length) {
      throw new ProtocolViolation("there is no such packet type");
    }
    return ALL[index];
  }
}
