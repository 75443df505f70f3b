package chat.messages.socketio;

import chat.messages.engine.ProtocolViolation;

/** The kinds of Socket.IO packets in the order of their digits on the wire. */
enum PacketType {
  CONNECT('0'),
  DISCONNECT('1'),
  EVENT('2'),
  ACK('3'),
  CONNECT_ERROR('4'),
  BINARY_EVENT('5'),
  BINARY_ACK('6');

  private static final PacketType[] ALL = values();

  private final char digit;

  PacketType(char digit) {
    this.digit = digit;
  }

  static PacketType of(char digit) {
    int index = digit - '0';
    if (index < 0 || index >= ALL.length) {
      throw new ProtocolViolation("there is no such Socket.IO packet type");
    }
    return ALL[index];
  }

  char digit() {
    return digit;
  }

  boolean isBinary() {
    return this == BINARY_EVENT || this == BINARY_ACK;
  }

  /** The same without attachments. */
  PacketType plain() {
    return switch (this) {
      case BINARY_EVENT -> EVENT;
      case BINARY_ACK -> ACK;
      default -> this;
    };
  }

  /** The same with attachments. */
  PacketType binary() {
    return switch (this) {
      case EVENT -> BINARY_EVENT;
      case ACK -> BINARY_ACK;
      default -> throw new IllegalArgumentException(this + " carries no bytes");
    };
  }
}
