package chat.backing;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Whether a Docker daemon answers, found out in milliseconds and without Docker's libraries. */
final class Docker {
  private static final int PATIENCE_MS = 500;

  private Docker() {}

  static boolean answers(Map<String, String> environment) {
    var given = environment.getOrDefault("DOCKER_HOST", "");
    if (given.startsWith("tcp://")) {
      return answersAt(URI.create(given));
    }
    var sockets =
        given.startsWith("unix://")
            ? List.of(Path.of(given.substring("unix://".length())))
            : List.of(
                Path.of("/var/run/docker.sock"),
                Path.of(System.getProperty("user.home"), ".docker", "run", "docker.sock"));
    return sockets.stream().anyMatch(Docker::answersAt) || windowsPipe();
  }

  private static boolean answersAt(URI address) {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(address.getHost(), address.getPort()), PATIENCE_MS);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean answersAt(Path unixSocket) {
    if (!Files.exists(unixSocket)) {
      return false;
    }
    try (var channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      return channel.connect(UnixDomainSocketAddress.of(unixSocket));
    } catch (IOException e) {
      return false; // the socket of a daemon that is gone, or not ours to use
    }
  }

  private static boolean windowsPipe() {
    return Machine.current().is("windows")
        && Stream.of("docker_engine", "dockerDesktopLinuxEngine")
            .anyMatch(name -> Files.exists(Path.of("\\\\.\\pipe\\" + name)));
  }
}
