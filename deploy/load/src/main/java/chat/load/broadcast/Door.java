package chat.load.broadcast;

import chat.load.rig.Cpu;
import chat.load.socket.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the sockets connect to: the gateway, or the server itself. */
final class Door implements AutoCloseable {
  private static final int GATEWAY = 22380;
  private static final int CORE = 0;

  private final int port;
  private final @Nullable ServerProcess gateway;

  private Door(int port, @Nullable ServerProcess gateway) {
    this.port = port;
    this.gateway = gateway;
  }

  static Door before(int server, boolean gateway, String redis) throws IOException {
    return gateway ? new Door(GATEWAY, start(server, redis)) : new Door(server, null);
  }

  private static ServerProcess start(int server, String redis) throws IOException {
    Path jar = jar();
    return ServerProcess.start(
        CORE,
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-XX:+UseSerialGC",
            "-XX:+UseCompactObjectHeaders",
            "-Xmx256m",
            "-jar",
            jar.toString()),
        Map.of(
            "SERVER_PORT",
            Integer.toString(GATEWAY),
            "MANAGEMENT_SERVER_PORT",
            Integer.toString(GATEWAY + 1),
            "SPRING_DATA_REDIS_URL",
            redis,
            "CHAT_GATEWAY_SERVICES_MESSAGESERVICE",
            "http://127.0.0.1:" + server),
        "Started Gateway");
  }

  private static Path jar() throws IOException {
    Path target = Path.of("../../gateway/target");
    try (Stream<Path> files = Files.list(target)) {
      return files
          .filter(file -> file.getFileName().toString().endsWith("-exec.jar"))
          .findFirst()
          .orElseThrow(() -> new IOException("The gateway is not built: ./chat build"));
    }
  }

  int port() {
    return port;
  }

  double cpuSeconds() {
    return gateway == null ? 0 : Cpu.seconds(gateway.pid());
  }

  @Override
  public void close() {
    if (gateway != null) {
      gateway.close();
    }
  }
}
