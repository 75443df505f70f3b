package chat.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where the launcher finds the jars and keeps what it needs.
 *
 * @param repository the checkout whose jars are run
 * @param state data, logs, caches and the run file; not under version control
 */
record Home(Path repository, Path state) {
  /** From {@code CHAT_REPOSITORY} and {@code CHAT_HOME}, which the script sets. */
  static Home ofEnvironment() {
    var repository = Path.of(System.getenv().getOrDefault("CHAT_REPOSITORY", "."));
    var root = repository.toAbsolutePath().normalize();
    var state = System.getenv("CHAT_HOME");
    return new Home(
        root, state == null ? root.resolve(".chat") : Path.of(state).toAbsolutePath().normalize());
  }

  Path data() {
    return state.resolve("data");
  }

  Path log(String instance) {
    return directory("logs").resolve(instance + ".log");
  }

  Path cache() {
    return directory("cache");
  }

  Path runFile() {
    return directory("run").resolve("processes");
  }

  Path jar(Service service) {
    var target = repository.resolve(service.name()).resolve("target");
    try (var jars = Files.newDirectoryStream(target, service.name() + "-*-exec.jar")) {
      var found = jars.iterator();
      if (found.hasNext()) {
        return found.next();
      }
    } catch (IOException e) {
      // no such folder: not built, like a folder without the jar
    }
    throw new Refusal(
        service.name() + " is not built: run `./chat build` or `mvn -DskipTests package`");
  }

  private Path directory(String name) {
    try {
      return Files.createDirectories(state.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot use the folder " + state, e);
    }
  }
}
