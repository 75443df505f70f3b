package chat.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The machine's Chromium, in which the stories of {@code web-client/browser} are played. */
final class Browser {
  static final String MISSING =
      "No Chromium, no stories in a browser: apt-get install --no-install-recommends chromium,"
          + " or say where it is with CHROMIUM=/path/to/chromium";

  private static final Stream<String> NAMES =
      Stream.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
  private static final Optional<Path> FOUND = find();

  /**
   * A guest's five seconds on a machine that does other things, too; the stories print the figure.
   */
  private static final int ALLOWED_MILLIS = 15_000;

  private Browser() {}

  /** Whether there is one; whoever reads the log is told what to do when there is none. */
  static boolean isThere() {
    if (FOUND.isEmpty()) {
      System.out.println("Skipped: " + MISSING);
    }
    return FOUND.isPresent();
  }

  /**
   * What the stories told, once all have ended well.
   *
   * @param mortal one of two instances of message-service; a story kills it, and waits for the next
   */
  static String stories(String url, ProcessHandle mortal) throws IOException, InterruptedException {
    var client = House.REPOSITORY.resolve("web-client");
    var builder =
        new ProcessBuilder(
                Stream.concat(
                        Stream.of("node", "--test", "--test-concurrency=1", "--test-reporter=spec"),
                        told(client.resolve("browser")))
                    .toList())
            .directory(client.toFile())
            .redirectErrorStream(true);
    builder.environment().put("MESSAGE_SERVICE", Long.toString(mortal.pid()));
    builder.environment().put("GATEWAY", url);
    builder.environment().put("CHROMIUM", FOUND.orElseThrow().toString());
    builder.environment().put("ALLOWED", Integer.toString(ALLOWED_MILLIS));
    var process = builder.start();
    process
        .onExit()
        .orTimeout(400, TimeUnit.SECONDS)
        .exceptionally(late -> process.destroyForcibly());
    var text = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(text).isZero();
    return text;
  }

  /** One after the other: the machine is busy with the house. */
  private static Stream<String> told(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files
          .map(Path::toString)
          .filter(file -> file.endsWith(".test.mjs"))
          .sorted()
          .toList()
          .stream();
    }
  }

  private static Optional<Path> find() {
    var given = System.getenv("CHROMIUM");
    return given == null
        ? NAMES.flatMap(Browser::onPath).findFirst()
        : Optional.of(Path.of(given)).filter(Files::isExecutable);
  }

  private static Stream<Path> onPath(String name) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable);
  }
}
