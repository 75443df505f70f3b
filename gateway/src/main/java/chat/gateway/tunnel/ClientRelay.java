package chat.gateway.tunnel;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;

/**
 * The end at which the client is. It can be told that the gateway goes: by a close frame of the
 * gateway's own, between two frames of the service.
 */
final class ClientRelay extends Relay {
  private static final int FINAL_CLOSE = 0x88;

  private final Frames frames = new Frames();
  private Farewell farewell = Farewell.NONE;

  private enum Farewell {
    NONE,
    DUE,
    SAID
  }

  ClientRelay(Tunnel tunnel, Channel channel) {
    super(tunnel, channel);
  }

  void sayGoodbye() {
    if (farewell == Farewell.NONE) {
      farewell = Farewell.DUE;
      flush();
    }
  }

  @Override
  void write(ByteBuf bytes) {
    if (farewell == Farewell.SAID) {
      bytes.release(); // nothing may follow a close frame
      return;
    }
    frames.pass(bytes);
    super.write(bytes);
  }

  @Override
  void flush() {
    if (farewell == Farewell.DUE && frames.standBetween()) {
      farewell = Farewell.SAID;
      super.write(goingAway());
    }
    super.flush();
  }

  private static ByteBuf goingAway() {
    int code = WebSocketCloseStatus.ENDPOINT_UNAVAILABLE.code();
    return Unpooled.wrappedBuffer(
        new byte[] {(byte) FINAL_CLOSE, Short.BYTES, (byte) (code >> Byte.SIZE), (byte) code});
  }
}
