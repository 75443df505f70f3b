package chat.load.sends;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.stream.Stream;

/**
 * Many connections to one instance, on one thread, so that they take little from what is measured.
 */
public final class Lines implements AutoCloseable {
  private static final int LARGEST = 4 << 20;

  private final EventLoopGroup thread =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final List<Channel> channels;

  private Lines(int port, Stream<? extends ChannelHandler[]> lines) {
    channels = lines.map(line -> connect(port, line)).toList();
  }

  public static Lines http(int port, Stream<HttpLine> lines) {
    return new Lines(
        port,
        lines.map(
            line ->
                new ChannelHandler[] {
                  new HttpResponseDecoder(), new HttpObjectAggregator(LARGEST), line
                }));
  }

  static Lines sockets(int port, Stream<SocketLine> lines) {
    var settings =
        WebSocketClientProtocolConfig.newBuilder()
            .webSocketUri("ws://localhost:%d/socket.io/?EIO=4&transport=websocket".formatted(port))
            .maxFramePayloadLength(LARGEST);
    return new Lines(
        port,
        lines.map(
            line ->
                new ChannelHandler[] {
                  new HttpClientCodec(),
                  new HttpObjectAggregator(LARGEST),
                  new WebSocketClientProtocolHandler(settings.build()),
                  line
                }));
  }

  private Channel connect(int port, ChannelHandler[] line) {
    return new Bootstrap()
        .group(thread)
        .channel(NioSocketChannel.class)
        .option(ChannelOption.TCP_NODELAY, true)
        .handler(
            new ChannelInitializer<SocketChannel>() {
              @Override
              protected void initChannel(SocketChannel channel) {
                channel.pipeline().addLast(line);
              }
            })
        .connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
        .syncUninterruptibly()
        .channel();
  }

  @Override
  public void close() {
    channels.forEach(channel -> channel.close().syncUninterruptibly());
    thread.shutdownGracefully().syncUninterruptibly();
  }
}
