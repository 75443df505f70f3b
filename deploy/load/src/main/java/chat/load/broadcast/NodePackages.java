package chat.load.broadcast;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;

/** The programs for Node, installed with their packages under {@code target}. */
public final class NodePackages {
  private static final Path SOURCES = Path.of("src/main/node");
  private static final Path HOME = Path.of("target/node");
  private static final String LOCK = "package-lock.json";

  private NodePackages() {}

  /** To be called before anything is measured. */
  public static void install() throws IOException, InterruptedException {
    Files.createDirectories(HOME);
    boolean current = isCurrent();
    try (Stream<Path> sources = Files.list(SOURCES)) {
      for (Path source : sources.toList()) {
        Files.copy(source, HOME.resolve(source.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    if (!current) {
      Process npm =
          new ProcessBuilder("npm", "ci", "--prefer-offline", "--loglevel=error")
              .directory(HOME.toFile())
              .inheritIO()
              .start();
      if (npm.waitFor() != 0) {
        throw new IOException("npm could not install the packages of " + HOME);
      }
    }
  }

  private static boolean isCurrent() throws IOException {
    Path before = HOME.resolve(LOCK);
    return Files.isDirectory(HOME.resolve("node_modules"))
        && Files.exists(before)
        && Files.mismatch(SOURCES.resolve(LOCK), before) < 0;
  }

  public static Path program(String name) {
    Path program = HOME.resolve(name);
    if (!Files.exists(program)) {
      throw new UncheckedIOException(new IOException(program + " is not installed"));
    }
    return program;
  }
}
