package chat.load.rig;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A service's jar laid out as in the image that production runs: unpacked, with a cache of the
 * classes that a dry start needed. Instances start in half the time, which counts where they start
 * while others work.
 */
final class Image {
  private final Path jar;
  private final Path cache;

  private Image(Path jar, Path cache) {
    this.jar = jar;
    this.cache = cache;
  }

  /** Lies beside the jar, and is made anew with it. */
  static Image of(Path jar) throws IOException {
    String made = Files.size(jar) + "-" + Files.getLastModifiedTime(jar).toMillis();
    Path folder = Files.createDirectories(jar.resolveSibling("image-" + made));
    Image image = new Image(folder.resolve(jar.getFileName()), folder.resolve("service.aot"));
    if (Files.notExists(image.cache)) {
      image.make(jar, folder);
    }
    return image;
  }

  private void make(Path from, Path folder) throws IOException {
    run(
        folder,
        List.of(
            "-Djarmode=tools",
            "-jar",
            from.toString(),
            "extract",
            "--force",
            "--destination",
            "."));
    Path draft = folder.resolve("draft.aot");
    List<String> training = new ArrayList<>(Node.JVM);
    training.addAll(
        List.of(
            "-XX:AOTCacheOutput=" + draft,
            "-Dspring.context.exit=onRefresh",
            "-Dspring.flyway.enabled=false",
            "-Dspring.r2dbc.url=r2dbc:postgresql://nobody@nowhere/nothing", // it never connects
            "-Dchat.service.secret=nothing",
            "-jar",
            jar.toString()));
    run(folder, training);
    Files.move(draft, cache);
  }

  List<String> arguments() {
    return List.of("-XX:AOTCache=" + cache, "-jar", jar.toString());
  }

  /** The same with another program around it, which lies elsewhere. */
  List<String> arguments(Path where, String program, String argument) {
    String both = jar + File.pathSeparator + where;
    return List.of("-XX:AOTCache=" + cache, "-cp", both, program, argument);
  }

  private static void run(Path folder, List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(Node.java()));
    command.addAll(arguments);
    Path log = folder.resolveSibling(folder.getFileName() + ".log");
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    if (process.onExit().join().exitValue() != 0) {
      throw new IOException("The image could not be made: see " + log);
    }
  }
}
