package chat.backing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.regex.Pattern;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** Servers unpacked from their jars, once per person and version, in that person's cache. */
final class Binaries {
  private static final Pattern JAR = Pattern.compile("([^/]+)\\.jar!/[^!]*$");

  private final Path cache;

  private Binaries(Path cache) {
    this.cache = cache;
  }

  /** A person without a home of their own gets them unpacked beside the data. */
  static Binaries forPersonOr(Path beside) {
    var given = System.getenv("XDG_CACHE_HOME");
    var home =
        given == null || given.isBlank()
            ? Path.of(System.getProperty("user.home"), ".cache")
            : Path.of(given);
    try {
      return new Binaries(PrivateFiles.directory(home.resolve("chat-backing-services")));
    } catch (IOException e) {
      return new Binaries(beside.resolve("bin"));
    }
  }

  Path postgres() throws IOException {
    return unpacked("PostgreSQL", Machine.current().postgresArchive(), Binaries::unpackArchive)
        .resolve("bin");
  }

  Path redis() throws IOException {
    var server = Machine.current().redisServer();
    return unpacked(
            "Redis",
            server,
            (in, folder) -> {
              var file = folder.resolve("redis-server");
              Files.copy(in, file);
              executable(file);
            })
        .resolve("redis-server");
  }

  @FunctionalInterface
  private interface Unpacking {
    void unpack(InputStream in, Path folder) throws IOException;
  }

  private Path unpacked(String name, String resource, Unpacking unpacking) throws IOException {
    URL url = Binaries.class.getResource(resource);
    if (url == null) {
      throw new BackingServiceException(
          "There is no embedded %s for %s: give the address of a real one in CHAT_%s_URL"
              .formatted(name, Machine.current(), name.equals("Redis") ? "REDIS" : "POSTGRES"));
    }
    var target = cache.resolve(jarOf(url));
    if (!Files.isDirectory(target)) {
      Files.createDirectories(cache);
      var half = Files.createTempDirectory(cache, "unpacking-");
      try (var in = url.openStream()) {
        unpacking.unpack(in, half);
        Files.move(half, target, StandardCopyOption.ATOMIC_MOVE);
      } catch (IOException e) {
        PrivateFiles.delete(half);
        // somebody else was faster: theirs is as good
        if (!Files.isDirectory(target)) {
          throw e;
        }
      }
    }
    return target;
  }

  /** Named by project and version, so a new version is unpacked beside the old one. */
  private static String jarOf(URL resource) {
    var jar = JAR.matcher(resource.getPath());
    if (!jar.find()) {
      throw new IllegalStateException(resource + " is not in a jar");
    }
    return jar.group(1);
  }

  private static void unpackArchive(InputStream in, Path folder) throws IOException {
    try (var tar = new TarArchiveInputStream(new XZCompressorInputStream(in))) {
      for (TarArchiveEntry entry; (entry = tar.getNextEntry()) != null; ) {
        var path = folder.resolve(entry.getName()).normalize();
        if (entry.isDirectory()) {
          Files.createDirectories(path);
          continue;
        }
        Files.createDirectories(path.getParent());
        if (entry.isSymbolicLink()) {
          Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
        } else {
          Files.copy(tar, path);
          if ((entry.getMode() & 0100) != 0) {
            executable(path);
          }
        }
      }
    }
  }

  private static void executable(Path file) {
    if (!file.toFile().setExecutable(true)) {
      throw new UncheckedIOException(new IOException("Cannot make " + file + " executable"));
    }
  }
}
