package chat.messages.socketio;

import chat.messages.engine.CloseReason;
import chat.messages.engine.EngineSettings;
import chat.messages.engine.Frame;
import chat.messages.engine.Session;
import chat.messages.engine.SessionListener;
import chat.messages.engine.Sessions;
import chat.messages.engine.Timers;
import chat.messages.engine.netty.EngineEndpoint;
import chat.messages.engine.netty.NettyTimers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import reactor.netty.DisposableServer;
import reactor.netty.http.HttpResources;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;

/**
 * Says back what it is told, over the very core that the service runs on: raw Engine.IO at one
 * path, Socket.IO at the other. The public conformance suites of both protocols run against it.
 */
public final class EchoServer {
  /** The suites look at one message at a time and miss a second one in the same TCP segment. */
  private static final Duration A_MOMENT = Duration.ofMillis(50);

  private EchoServer() {}

  /** What the public suites expect, and where. */
  public record Settings(
      int port,
      String enginePath,
      String socketPath,
      int pingInterval,
      int pingTimeout,
      int connectTimeout,
      int maxPayload) {
    public static Settings onPort(int port) {
      return new Settings(port, "/engine.io/", "/socket.io/", 300, 200, 1000, 1_000_000);
    }

    static Settings of(String[] arguments) {
      return new Settings(
          Integer.parseInt(arguments[0]),
          arguments[1],
          arguments[2],
          Integer.parseInt(arguments[3]),
          Integer.parseInt(arguments[4]),
          Integer.parseInt(arguments[5]),
          Integer.parseInt(arguments[6]));
    }
  }

  /** Arguments: none, or all of {@link Settings} in their order. */
  public static void main(String[] arguments) {
    Settings settings = arguments.length == 0 ? Settings.onPort(3000) : Settings.of(arguments);
    start(settings).onDispose().block();
  }

  public static DisposableServer start(Settings settings) {
    return start(settings, engine(settings));
  }

  /** One that deflates what is of this size and more. */
  static DisposableServer deflating(Settings settings, int from) {
    return start(settings, engine(settings).deflating(from));
  }

  private static DisposableServer start(Settings settings, EngineSettings engine) {
    Timers timers = new NettyTimers(HttpResources.get().onServer(true));
    SocketIoSettings socketIo =
        SocketIoSettings.usual().connect(Duration.ofMillis(settings.connectTimeout()));
    Namespace echo = arrival -> greet(arrival, timers);
    Map<String, Namespace> namespaces = Map.of("/", echo, "/custom", echo);
    Sessions raw = new Sessions(engine, timers, RawEcho::new);
    Sessions sockets = new Sessions(engine, timers, new SocketIo(socketIo, timers, namespaces));
    return HttpServer.create()
        .host("127.0.0.1")
        .port(settings.port())
        .route(
            routes ->
                routes
                    .route(at(settings.enginePath()), new EngineEndpoint(raw, List.of("*")))
                    .route(at(settings.socketPath()), new EngineEndpoint(sockets, List.of("*"))))
        .bindNow();
  }

  private static EngineSettings engine(Settings settings) {
    EngineSettings usual = EngineSettings.usual("echo");
    return new EngineSettings(
        usual.node(),
        Duration.ofMillis(settings.pingInterval()),
        Duration.ofMillis(settings.pingTimeout()),
        settings.maxPayload(),
        usual.mostPackets(),
        usual.backlog(),
        usual.upgrade(),
        usual.pause(),
        usual.sessions(),
        usual.pace(),
        usual.patience(),
        usual.deflate());
  }

  private static Predicate<? super HttpServerRequest> at(String path) {
    return request -> ("/" + request.path() + "/").replace("//", "/").equals(path);
  }

  private static void greet(Arrival arrival, Timers timers) {
    arrival.accept(
        socket -> {
          timers.after(A_MOMENT, () -> socket.emit("auth", List.of(arrival.auth())));
          return (name, arguments, reply) -> {
            switch (name) {
              case "message" -> socket.emit("message-back", arguments);
              case "message-with-ack" -> reply.send(arguments);
              default -> {}
            }
          };
        });
  }

  /** Raw messages, there and back. */
  private record RawEcho(Session session) implements SessionListener {
    @Override
    public void text(String message) {
      session.send(Frame.message(message));
    }

    @Override
    public void binary(byte[] message) {
      session.send(Frame.message(message));
    }

    @Override
    public void drained() {}

    @Override
    public void closed(CloseReason reason, String detail) {}
  }
}
