package chat.backing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** The passwords of one set of services: made up when first asked for, then the same for ever. */
public final class Secrets {
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Properties known = new Properties();
  private final @Nullable Path file;

  private Secrets(@Nullable Path file) {
    this.file = file;
  }

  static Secrets forgotten() {
    return new Secrets(null);
  }

  /** Those of a file that only its owner can read. */
  public static Secrets keptIn(Path file) {
    var secrets = new Secrets(file);
    if (Files.exists(file)) {
      try (var in = Files.newInputStream(file)) {
        secrets.known.load(in);
      } catch (IOException e) {
        throw new UncheckedIOException("Cannot read the local passwords in " + file, e);
      }
    }
    return secrets;
  }

  static String random(int bytes) {
    var value = new byte[bytes];
    RANDOM.nextBytes(value);
    return HexFormat.of().formatHex(value);
  }

  /** The one of that name, made up now if it is new. */
  public synchronized String of(String name) {
    var password = known.getProperty(name);
    if (password == null) {
      password = random(16);
      known.setProperty(name, password);
      keep();
    }
    return password;
  }

  private void keep() {
    if (file == null) {
      return;
    }
    try {
      // moved into place: a run killed half-way must not lose the password of existing data
      var next = PrivateFiles.write(file.resolveSibling(file.getFileName() + ".new"), "");
      try (var out = Files.newOutputStream(next)) {
        known.store(out, "Passwords of the local backing services");
      }
      Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot keep the local passwords in " + file, e);
    }
  }
}
