package chat.load.door;

import static java.nio.charset.StandardCharsets.UTF_8;

import chat.load.broadcast.NodePackages;
import chat.load.rig.Pause;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Somebody else's server, in a process of its own. */
final class Peer implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Process process;
  private final int port;

  private Peer(int port, List<String> command) throws IOException {
    this.port = port;
    this.process = new ProcessBuilder(command).inheritIO().start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    Instant end = Instant.now().plus(PATIENCE);
    while (!listens()) {
      if (!process.isAlive() || Instant.now().isAfter(end)) {
        throw new IOException(command + " did not start");
      }
      Pause.of(Duration.ofMillis(50));
    }
  }

  static Peer node(String program, int port, String... more) throws IOException {
    List<String> command = new ArrayList<>(List.of("node"));
    command.add(NodePackages.program(program).toString());
    command.add(Integer.toString(port));
    command.addAll(List.of(more));
    return new Peer(port, command);
  }

  /** Nobody when nginx is not installed. */
  static Optional<Peer> nginx(Path folder, int port, int target) throws IOException {
    Optional<Path> program =
        Stream.of((System.getenv("PATH") + ":/usr/sbin").split(File.pathSeparator, -1))
            .map(place -> Path.of(place, "nginx"))
            .filter(Files::isExecutable)
            .findFirst();
    if (program.isEmpty()) {
      return Optional.empty();
    }
    Path settings = folder.resolve("nginx.conf");
    Files.writeString(settings, settings(folder, port, target), UTF_8);
    return Optional.of(
        new Peer(
            port,
            List.of(
                program.get().toString(),
                "-e",
                folder.resolve("nginx.log").toString(),
                "-p",
                folder.toString(),
                "-c",
                settings.toString())));
  }

  private static String settings(Path folder, int port, int target) {
    return """
        daemon off;
        worker_processes 2;
        pid %1$s/nginx.pid;
        error_log %1$s/nginx.log;
        events { worker_connections 19000; }
        http {
          access_log off;
          client_body_temp_path %1$s/body;
          proxy_temp_path %1$s/proxy;
          fastcgi_temp_path %1$s/fastcgi;
          uwsgi_temp_path %1$s/uwsgi;
          scgi_temp_path %1$s/scgi;
          upstream service { server 127.0.0.1:%3$d; keepalive 100; }
          map $http_upgrade $connection_upgrade { default upgrade; '' ''; }
          server {
            listen 127.0.0.1:%2$d;
            location / {
              proxy_pass http://service;
              proxy_http_version 1.1;
              proxy_set_header Upgrade $http_upgrade;
              proxy_set_header Connection $connection_upgrade;
              proxy_read_timeout 300s;
            }
          }
        }
        """
        .formatted(folder, port, target);
  }

  int port() {
    return port;
  }

  long pid() {
    return process.pid();
  }

  private boolean listens() {
    try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }
}
