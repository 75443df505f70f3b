package chat.messages;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes down what it runs on, so that other programs of the tests can be started without Maven.
 */
public final class ClassPath {
  private ClassPath() {}

  /** Arguments: the file for the class path, and the one for the program {@code java}. */
  public static void main(String[] arguments) throws IOException {
    Files.writeString(Path.of(arguments[0]), System.getProperty("java.class.path"));
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    Files.writeString(Path.of(arguments[1]), java.toString());
  }
}
