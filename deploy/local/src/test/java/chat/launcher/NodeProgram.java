package chat.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A small program for the machine's Node, with what it needs from npm. */
final class NodeProgram {
  private static final Path HOME = Path.of("target/node");

  NodeProgram(Path... folders) throws Exception {
    Files.createDirectories(HOME);
    for (var folder : folders) {
      try (var files = Files.list(folder)) {
        for (var file : files.toList()) {
          Files.write(HOME.resolve(file.getFileName()), Files.readAllBytes(file));
        }
      }
    }
    if (!Files.exists(HOME.resolve("node_modules"))) {
      said("npm", "ci", "--prefer-offline", "--loglevel=error");
    }
  }

  /** What it printed, once it has ended well. */
  String run(String... arguments) throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of("node"));
    command.addAll(List.of(arguments));
    return said(command.toArray(String[]::new));
  }

  private static String said(String... command) throws IOException, InterruptedException {
    var process =
        new ProcessBuilder(command).directory(HOME.toFile()).redirectErrorStream(true).start();
    process
        .onExit()
        .orTimeout(60, TimeUnit.SECONDS)
        .exceptionally(late -> process.destroyForcibly());
    var text = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(text).isZero();
    return text;
  }
}
