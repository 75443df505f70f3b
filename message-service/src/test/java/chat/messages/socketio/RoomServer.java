package chat.messages.socketio;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import chat.messages.engine.CloseReason;
import chat.messages.engine.EngineSettings;
import chat.messages.engine.Frame;
import chat.messages.engine.Sessions;
import chat.messages.engine.Timers;
import chat.messages.engine.netty.EngineEndpoint;
import chat.messages.engine.netty.NettyTimers;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.lettuce.core.pubsub.api.async.RedisPubSubAsyncCommands;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.LoggerFactory;
import reactor.netty.http.HttpResources;
import reactor.netty.http.server.HttpServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The core without message-service's messages, to be measured: whoever is let in is in the one
 * room, and what anyone says is published on Redis and told to all from there.
 */
public final class RoomServer implements Namespace {
  private static final String CHANNEL = "room";

  private final Set<Socket> room = ConcurrentHashMap.newKeySet();
  private final RedisPubSubAsyncCommands<String, String> publisher;

  private RoomServer(RedisClient redis) {
    publisher = redis.connectPubSub().async();
    StatefulRedisPubSubConnection<String, String> subscriber = redis.connectPubSub();
    subscriber.addListener(
        new RedisPubSubAdapter<>() {
          @Override
          public void message(String channel, String message) {
            tell(message);
          }
        });
    subscriber.sync().subscribe(CHANNEL);
  }

  /** Arguments: port, Redis, from how many bytes on messages are deflated, or 0. */
  public static void main(String[] arguments) {
    ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
    Timers timers = new NettyTimers(HttpResources.get().onServer(true));
    RoomServer room = new RoomServer(RedisClient.create(RedisURI.create(arguments[1])));
    SocketIo socketIo = new SocketIo(SocketIoSettings.usual(), timers, Map.of("/", room));
    Sessions sessions = new Sessions(settings(Integer.parseInt(arguments[2])), timers, socketIo);
    EngineEndpoint endpoint = new EngineEndpoint(sessions, List.of());
    var server =
        HttpServer.create()
            .host("127.0.0.1")
            .port(Integer.parseInt(arguments[0]))
            .route(routes -> routes.route(request -> true, endpoint))
            .bindNow();
    System.out.println("ready");
    server.onDispose().block();
  }

  private static EngineSettings settings(int deflate) {
    return EngineSettings.usual("load")
        .newcomers(100_000, Duration.ofSeconds(10))
        .deflating(deflate);
  }

  @Override
  public void arrived(Arrival arrival) {
    arrival.accept(Person::new);
  }

  private void tell(String message) {
    Frame frame = Socket.event("/", "chat:message", JsonMapper.shared().readTree(message));
    room.forEach(socket -> socket.offer(frame));
  }

  private final class Person implements SocketListener {
    private final Socket socket;

    Person(Socket socket) {
      this.socket = socket;
      room.add(socket);
    }

    @Override
    public void event(String name, List<JsonNode> arguments, Reply reply) {
      publisher.publish(CHANNEL, arguments.getFirst().toString()).exceptionally(this::unpublished);
    }

    private long unpublished(Throwable error) {
      socket.close(CloseReason.INTERNAL, error.toString());
      return 0;
    }

    @Override
    public void closed(CloseReason reason) {
      room.remove(socket);
    }
  }
}
