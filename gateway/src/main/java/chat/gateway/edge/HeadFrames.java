package chat.gateway.edge;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/**
 * Follows the frames of HTTP/2 (RFC 9113, 4.1) for as long as a head may take: from the first byte
 * of its first frame to the last of the one that says that the head ends there. Whatever else is
 * not a body has to come as quickly; a body may take its time.
 */
final class HeadFrames extends ChannelInboundHandlerAdapter {
  private static final int PREFACE = 24;
  private static final int FRAME_HEAD = 9;
  private static final int TYPE_AT = 3;
  private static final int FLAGS_AT = 4;
  private static final int DATA = 0;
  private static final int HEADERS = 1;
  private static final int CONTINUATION = 9;
  private static final int END_HEADERS = 4;

  private final HeadClock clock;
  private int preface = PREFACE;
  private int seen;
  private int length;
  private int type;
  private int payload;
  private boolean headIsOpen;

  HeadFrames(HeadClock clock) {
    this.clock = clock;
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object read) {
    if (read instanceof ByteBuf bytes) {
      pass(bytes);
      if (isOnItsWay()) {
        clock.start(ctx);
      }
    }
    ctx.fireChannelRead(read);
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext ctx) {
    clock.stop();
  }

  private boolean isOnItsWay() {
    return preface > 0 || headIsOpen || seen > 0 || (payload > 0 && type != DATA);
  }

  private void pass(ByteBuf bytes) {
    int at = bytes.readerIndex();
    int end = bytes.writerIndex();
    while (at < end) {
      if (preface > 0) {
        preface--;
        at++;
      } else if (payload > 0) {
        int skipped = Math.min(payload, end - at);
        payload -= skipped;
        at += skipped;
      } else {
        readHead(bytes.getByte(at++));
      }
      if (!isOnItsWay()) {
        clock.stop();
      }
    }
  }

  private void readHead(byte next) {
    if (seen < TYPE_AT) {
      length = (length << Byte.SIZE | (next & 0xff)) & 0xffffff;
    } else if (seen == TYPE_AT) {
      type = next;
    } else if (seen == FLAGS_AT && (type == HEADERS || type == CONTINUATION)) {
      headIsOpen = (next & END_HEADERS) == 0;
    }
    seen++;
    if (seen == FRAME_HEAD) {
      seen = 0;
      payload = length;
      length = 0;
    }
  }
}
