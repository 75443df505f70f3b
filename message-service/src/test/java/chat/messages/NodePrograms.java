package chat.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Runs the programs of {@code src/test/node} by the machine's Node, with packages from npm. */
public final class NodePrograms {
  private static final Path SOURCES = Path.of("src/test/node");
  private static final Path HOME = Path.of("target/node");

  private NodePrograms() {}

  /** Skips the tests of whoever calls when there is no Node. */
  public static void install() throws Exception {
    assumeTrue(
        isThere("node") && isThere("npm"),
        "skipped: node and npm are not on the PATH, so nothing of theirs can run");
    Files.createDirectories(HOME);
    try (Stream<Path> sources = Files.list(SOURCES)) {
      for (Path source : sources.toList()) {
        Files.copy(source, HOME.resolve(source.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    if (!Files.exists(HOME.resolve("node_modules/socket.io-client"))) {
      run(List.of("npm", "ci", "--prefer-offline", "--loglevel=error"));
    }
  }

  private static boolean isThere(String program) {
    try {
      return new ProcessBuilder(program, "--version").start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** What it has said; it must end well, and soon. */
  public static String node(String... arguments) throws Exception {
    return run(Stream.concat(Stream.of("node"), Stream.of(arguments)).toList());
  }

  private static String run(List<String> command) throws Exception {
    Process process =
        new ProcessBuilder(command).directory(HOME.toFile()).redirectErrorStream(true).start();
    try {
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).as(said).isZero();
      return said;
    } finally {
      process.destroyForcibly();
    }
  }
}
