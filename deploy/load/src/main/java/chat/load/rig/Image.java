package chat.load.rig;

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

  static Image make(Path jar, Path folder) throws IOException {
    Files.createDirectories(folder);
    Image image = new Image(folder.resolve(jar.getFileName()), folder.resolve("service.aot"));
    run(
        folder,
        List.of("-Djarmode=tools", "-jar", jar.toString(), "extract", "--destination", "."));
    List<String> training = new ArrayList<>(Node.JVM);
    training.addAll(
        List.of(
            "-XX:AOTCacheOutput=" + image.cache,
            "-Dspring.context.exit=onRefresh",
            "-Dspring.flyway.enabled=false",
            "-Dspring.r2dbc.url=r2dbc:postgresql://nobody@nowhere/nothing", // it never connects
            "-Dchat.service.secret=nothing",
            "-jar",
            image.jar.toString()));
    run(folder, training);
    return image;
  }

  List<String> arguments() {
    return List.of("-XX:AOTCache=" + cache, "-jar", jar.toString());
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
