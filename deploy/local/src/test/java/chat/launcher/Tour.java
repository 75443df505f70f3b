package chat.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A walk through the interface with curl, as {@code docs/tours} has it. */
final class Tour {
  private static final List<String> NEEDS = List.of("bash", "curl", "jq", "openssl", "base32");

  private Tour() {}

  static boolean canBeTaken() {
    return NEEDS.stream().allMatch(Tour::isThere);
  }

  private static boolean isThere(String program) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }

  /** What it printed, once it has ended well. */
  static String take(String name, String url) throws IOException, InterruptedException {
    var script = House.REPOSITORY.resolve("docs/tours/" + name + ".sh");
    var builder = new ProcessBuilder("bash", script.toString()).redirectErrorStream(true);
    builder.environment().put("CHAT_URL", url);
    builder.environment().put("CHAT_AUTH_SESSION_GRACE", House.GRACE_SECONDS + "s");
    var process = builder.start();
    process
        .onExit()
        .orTimeout(120, TimeUnit.SECONDS)
        .exceptionally(late -> process.destroyForcibly());
    var text = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(text).isZero();
    return text;
  }
}
