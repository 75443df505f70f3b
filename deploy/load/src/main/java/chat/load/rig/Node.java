package chat.load.rig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** One instance of a service: its packaged jar in a process of its own. */
public final class Node implements AutoCloseable {
  /** As in the image that production runs, where 400 MB are 260 MB of heap. */
  static final List<String> JVM =
      List.of(
          "--enable-native-access=ALL-UNNAMED",
          "-XX:+UseSerialGC",
          "-Xmx260m",
          "-XX:+UseCompactObjectHeaders",
          "-XX:+ExitOnOutOfMemoryError");

  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final String name;
  private final int port;
  private final int healthPort;
  private final ProcessBuilder command;
  private Process process;

  /**
   * @param healthPort where it says whether it is ready
   * @param program what the JVM is to run
   */
  Node(
      String name,
      int port,
      int healthPort,
      List<String> program,
      Path log,
      Map<String, String> environment) {
    this.name = name;
    this.port = port;
    this.healthPort = healthPort;
    List<String> words = new ArrayList<>();
    words.add(java());
    words.addAll(JVM);
    words.addAll(List.of(System.getProperty("chat.load.jvm", "").split(" ")));
    words.removeIf(String::isEmpty);
    words.addAll(program);
    command =
        new ProcessBuilder(words)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    command.environment().putAll(environment);
    process = launch();
  }

  static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  public String name() {
    return name;
  }

  public int port() {
    return port;
  }

  public String address() {
    return "http://127.0.0.1:" + port;
  }

  public long pid() {
    return process.pid();
  }

  /** As the kernel ends what takes too much memory: there is no time for anything. */
  public void kill() {
    process.destroyForcibly().onExit().join();
  }

  /** Asked politely, as at a deployment: it takes leave of whomever it serves. */
  public void stop() {
    process.destroy();
    process.onExit().join();
  }

  /** After a {@link #kill} or {@link #stop}. */
  public void restart() {
    process = launch();
  }

  /** Comes back when it says that it is ready. */
  public void awaitReady() {
    Instant end = Instant.now().plus(PATIENCE);
    while (!isReady()) {
      if (!process.isAlive() || Instant.now().isAfter(end)) {
        throw new IllegalStateException(name + " does not start: see its log");
      }
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
    }
  }

  private boolean isReady() {
    URI health = URI.create("http://127.0.0.1:" + healthPort + "/actuator/health/readiness");
    try {
      return HTTP.send(HttpRequest.newBuilder(health).build(), BodyHandlers.discarding())
              .statusCode()
          == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        kill();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      kill();
    }
  }

  private Process launch() {
    try {
      return command.start();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot start " + name, e);
    }
  }
}
