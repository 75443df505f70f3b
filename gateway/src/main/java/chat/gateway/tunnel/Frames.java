package chat.gateway.tunnel;

import io.netty.buffer.ByteBuf;

/**
 * Knows whether a stream of WebSocket frames stands between two of them. It reads their heads (RFC
 * 6455, 5.2) and skips what they carry.
 */
final class Frames {
  private static final int SHORT_HEAD = 2;

  private int seen;
  private int head = SHORT_HEAD;
  private int lengthEnds;
  private long length;
  private long payload;

  boolean standBetween() {
    return seen == 0 && payload == 0;
  }

  /** Takes note of these bytes, which stay unread. */
  void pass(ByteBuf bytes) {
    int at = bytes.readerIndex();
    int end = bytes.writerIndex();
    while (at < end) {
      if (payload == 0) {
        readHead(bytes.getByte(at++));
      } else {
        long skipped = Math.min(payload, end - at);
        payload -= skipped;
        at += (int) skipped;
      }
    }
  }

  private void readHead(byte next) {
    seen++;
    if (seen == SHORT_HEAD) {
      int announced = next & 0x7f;
      lengthEnds = SHORT_HEAD + (announced == 127 ? 8 : announced == 126 ? 2 : 0);
      length = announced < 126 ? announced : 0;
      head = lengthEnds + (next < 0 ? 4 : 0);
    } else if (seen > SHORT_HEAD && seen <= lengthEnds) {
      length = length << 8 | (next & 0xff);
    }
    if (seen == head) {
      payload = length;
      seen = 0;
      head = SHORT_HEAD;
    }
  }
}
