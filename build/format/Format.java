import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.ImportOrderer;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * Checks or applies the house format to every Java file of the tree. It runs on the JDK that the
 * build's toolchain found, because the formatter needs a parser as new as the sources, and Maven's
 * own JVM may be older.
 */
final class Format {
  private static final Set<String> SKIPPED = Set.of("target", "node_modules", ".git", ".chat");

  private final Formatter formatter = new Formatter(JavaFormatterOptions.defaultOptions());

  public static void main(String[] args) throws IOException {
    boolean apply = args[0].equals("apply");
    Path root = Path.of(args[1]);
    List<Path> unformatted;
    try (var files = Files.walk(root)) {
      unformatted =
          files
              .filter(file -> file.toString().endsWith(".java"))
              .filter(file -> isOurs(root.relativize(file)))
              .parallel()
              .filter(new Format()::differs)
              .sorted()
              .toList();
    }
    for (Path file : unformatted) {
      if (apply) {
        Files.writeString(file, new Format().formatted(file));
      }
      System.out.println((apply ? "formatted " : "not formatted: ") + file);
    }
    if (!apply && !unformatted.isEmpty()) {
      System.out.println("Run `mvn -N validate -Dformat=apply` and commit the result.");
      System.exit(1);
    }
  }

  private static boolean isOurs(Path file) {
    for (Path part : file) {
      if (SKIPPED.contains(part.toString())) {
        return false;
      }
    }
    return true;
  }

  private boolean differs(Path file) {
    try {
      return !Files.readString(file).equals(formatted(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String formatted(Path file) throws IOException {
    try {
      String tidy = RemoveUnusedImports.removeUnusedImports(Files.readString(file));
      return formatter.formatSource(
          ImportOrderer.reorderImports(tidy, JavaFormatterOptions.Style.GOOGLE));
    } catch (FormatterException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    }
  }
}
