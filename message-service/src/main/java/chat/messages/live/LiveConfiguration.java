package chat.messages.live;

import chat.kit.Ids;
import chat.kit.security.AccessTokens;
import chat.messages.engine.EngineSettings;
import chat.messages.engine.Sessions;
import chat.messages.engine.Timers;
import chat.messages.engine.netty.EngineEndpoint;
import chat.messages.engine.netty.NettyTimers;
import chat.messages.guest.Guests;
import chat.messages.socketio.SocketIo;
import chat.messages.socketio.SocketIoSettings;
import java.util.Map;
import org.springframework.boot.actuate.info.InfoContributor;
import org.springframework.boot.reactor.netty.NettyRouteProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.ReactorResourceFactory;
import reactor.netty.http.server.HttpServerRequest;

/** Puts the sockets on the service's own port. */
@Configuration(proxyBeanMethods = false)
class LiveConfiguration {
  @Bean
  Timers timers(ReactorResourceFactory resources) {
    return new NettyTimers(resources.getLoopResources().onServer(true));
  }

  @Bean
  Sessions sessions(
      LiveSettings settings,
      Timers timers,
      AccessTokens tokens,
      Guests guests,
      LiveSockets sockets) {
    String node = settings.node() == null ? Ids.next().toString().substring(24) : settings.node();
    Door door = new Door(tokens, guests, sockets, settings);
    SocketIo socketIo = new SocketIo(SocketIoSettings.usual(), timers, Map.of("/", door));
    EngineSettings engine =
        EngineSettings.usual(node)
            .heartbeat(settings.pingInterval(), settings.pingTimeout())
            .newcomers(settings.newcomers(), settings.patience())
            .deflating(
                settings.deflate() == null ? 0 : Math.toIntExact(settings.deflate().toBytes()));
    return new Sessions(engine, timers, socketIo);
  }

  /** Tells the gateway where sessions live that end with this name. */
  @Bean
  InfoContributor node(Sessions sessions) {
    return info -> info.withDetail("node", sessions.node());
  }

  /** Before Spring's own handler, which neither costs nor delays a socket then. */
  @Bean
  NettyRouteProvider socketRoutes(Sessions sessions, LiveSettings settings) {
    EngineEndpoint endpoint = new EngineEndpoint(sessions, settings.origins());
    return routes -> routes.route(LiveConfiguration::isSocket, endpoint);
  }

  private static boolean isSocket(HttpServerRequest request) {
    return switch (request.path()) {
      case "socket.io", "socket.io/", "socket", "socket/" -> true;
      default -> false;
    };
  }
}
