package chat.house;

import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.LocationProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Where the compiled classes of all modules lie. They are read from disk, so that this module needs
 * no dependency on any other and a rule can never be missed by a forgotten one.
 */
final class House implements LocationProvider {
  private static final Path ROOT = Path.of("").toAbsolutePath().resolve("../..").normalize();
  private static final Pattern MODULE = Pattern.compile("<module>(.+?)</module>");

  @Override
  public Set<Location> get(Class<?> testClass) {
    return modulesWithCode().stream().map(Location::of).collect(Collectors.toSet());
  }

  private static List<Path> modulesWithCode() {
    try {
      return MODULE
          .matcher(Files.readString(ROOT.resolve("pom.xml")))
          .results()
          .map(match -> ROOT.resolve(match.group(1)))
          .filter(module -> Files.isDirectory(module.resolve("src/main/java")))
          .map(House::compiled)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path compiled(Path module) {
    Path classes = module.resolve("target/classes");
    if (!Files.isDirectory(classes)) {
      throw new IllegalStateException(
          ROOT.relativize(module) + " is not compiled: run the build from the root");
    }
    return classes;
  }
}
