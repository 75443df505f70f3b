package chat.wire.asyncapi;

import com.fasterxml.jackson.annotation.JsonTypeName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the source says of a record: its Javadoc, without the tags. */
final class Sources {
  private static final Path HOME = Path.of("src/main/java");

  private Sources() {}

  /** Empty when nothing is said of it. */
  static String said(Class<?> type) {
    Class<?> file = Objects.requireNonNullElse(type.getDeclaringClass(), type);
    Path source = HOME.resolve(file.getName().replace('.', '/') + ".java");
    String name = type.getAnnotation(JsonTypeName.class).value();
    Pattern above =
        Pattern.compile(
            "/\\*\\*((?:(?!\\*/).)*)\\*/\\s*@JsonTypeName\\(\"" + Pattern.quote(name) + "\"\\)",
            Pattern.DOTALL);
    Matcher found = above.matcher(read(source));
    return found.find() ? plain(found.group(1)) : "";
  }

  private static String plain(String javadoc) {
    String text = javadoc.replaceAll("(?m)^\\s*\\*\\s?", "").split("(?m)^@", -1)[0];
    return text.replaceAll("\\{@(?:link|code) #?([^}]*)}", "$1").replaceAll("\\s+", " ").strip();
  }

  private static String read(Path source) {
    try {
      return Files.readString(source);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
