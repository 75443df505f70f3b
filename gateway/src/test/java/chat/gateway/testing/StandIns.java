package chat.gateway.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.test.context.DynamicPropertyRegistrar;

/**
 * The services behind the gateway under test. Of room-service one instance is up and another is
 * not; presence-service is away altogether.
 */
@TestConfiguration(proxyBeanMethods = false)
public class StandIns {
  public static final StandIn AUTH = new StandIn("auth-service");
  public static final StandIn ROOM = new StandIn("room-service");
  public static final StandIn MESSAGE = new StandIn("message-service");
  public static final StandIn OTHER_MESSAGE = new StandIn("message-service");
  public static final StandIn NOTIFICATION = new StandIn("notification-service");

  @Bean
  DynamicPropertyRegistrar addressesOfTheStandIns() {
    return settings -> {
      String services = "chat.gateway.services.";
      settings.add(services + "auth-service", () -> listed(AUTH.address()));
      settings.add(services + "room-service", () -> listed(nobody(), ROOM.address()));
      settings.add(
          services + "message-service", () -> listed(MESSAGE.address(), OTHER_MESSAGE.address()));
      settings.add(services + "presence-service", () -> listed(nobody()));
      settings.add(services + "notification-service", () -> listed(NOTIFICATION.address()));
    };
  }

  public static void allWell() {
    List.of(AUTH, ROOM, MESSAGE, OTHER_MESSAGE, NOTIFICATION)
        .forEach(service -> service.be(StandIn.Mood.WELL));
  }

  private static String listed(URI... addresses) {
    return Stream.of(addresses).map(URI::toString).collect(Collectors.joining(","));
  }

  /** An address at which nobody listens, of those that CONTRIBUTING.md keeps for that. */
  private static URI nobody() {
    int port =
        ThreadLocalRandom.current()
            .ints(32_600, 32_768)
            .filter(StandIns::isFree)
            .findFirst()
            .orElseThrow();
    return URI.create("http://127.0.0.1:" + port);
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
