import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Builds or tests the web client with the machine's npm, and does nothing when nothing has changed
 * since it last did. It speaks only when there is something to say.
 */
final class WebBuild {
  private static final List<String> PACKAGES =
      List.of("package.json", "package-lock.json", ".npmrc", "packages");
  private static final List<String> SOURCES =
      List.of(
          "package.json",
          "package-lock.json",
          "packages",
          "src",
          "test",
          "public",
          "index.html",
          "docs.html",
          "vite.config.ts",
          "tsconfig.json",
          "tsconfig.app.json",
          "tsconfig.node.json",
          "tsconfig.test.json",
          // what the reducer of a room is tested with, here and in Java
          "../shared-contracts/wire/src/test/resources/fixtures");

  /** What a browser loads before a room is on its screen, compressed. */
  private static final long LARGEST_FIRST_LOAD = 200_000;

  /** The page itself, and the part of it that is a room. */
  private static final Pattern LOADED_AT_ONCE =
      Pattern.compile("(?:src|href)=\"(/assets/[^\"]+)\"");

  private static final Pattern IMPORTED =
      Pattern.compile("(?:from|import)\\s*[\"'`]\\./([\\w.-]+)[\"'`]");

  /** Vite 8 asks for it. */
  private static final int[] OLDEST_NODE = {20, 19};

  private static final boolean WINDOWS = System.getProperty("os.name").startsWith("Windows");

  private final Path home;

  private WebBuild(Path home) {
    this.home = home;
  }

  public static void main(String[] args) throws Exception {
    WebBuild build = new WebBuild(Path.of(args[1]));
    try {
      switch (args[0]) {
        case "assets" -> {
          build.once("assets", "dist/index.html", "npm", "run", "build");
          build.checkFirstLoad();
        }
        case "test" -> build.once("test", "package.json", "npm", "test");
        default -> throw new IllegalArgumentException(args[0]);
      }
    } catch (Unbuilt e) {
      System.out.println(e.getMessage());
      System.exit(1);
    }
  }

  /** Runs the command unless it succeeded before with the very same sources. */
  private void once(String name, String product, String... command) throws Exception {
    Path mark = home.resolve("node_modules/.chat-" + name);
    String state = fingerprint(SOURCES.stream().map(home::resolve));
    if (Files.exists(home.resolve(product)) && state.equals(contentOf(mark))) {
      return;
    }
    install();
    run(command);
    Files.writeString(mark, state);
  }

  /** What grows, grows unnoticed: so the build says when it is too much. */
  private void checkFirstLoad() throws Exception {
    Path assets = home.resolve("dist/assets");
    Set<Path> loaded = new LinkedHashSet<>();
    Matcher named = LOADED_AT_ONCE.matcher(Files.readString(home.resolve("dist/index.html")));
    while (named.find()) {
      withImports(home.resolve("dist" + named.group(1)), loaded);
    }
    try (Stream<Path> files = Files.list(assets)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        if (file.getFileName().toString().matches("RoomPage-[^.]+\\.(?:js|css)")) {
          withImports(file, loaded);
        }
      }
    }
    long bytes = Files.size(compressed(home.resolve("dist/index.html")));
    for (Path file : loaded) {
      bytes += Files.size(compressed(file));
    }
    if (bytes > LARGEST_FIRST_LOAD) {
      throw new Unbuilt(
          "web-client: the first load has %,d bytes compressed, and may have %,d. Load what is not needed at once later, with import(), or do without it."
              .formatted(bytes, LARGEST_FIRST_LOAD));
    }
  }

  private static void withImports(Path file, Set<Path> loaded) throws IOException {
    if (!loaded.add(file) || !file.toString().endsWith(".js")) {
      return;
    }
    Matcher imported = IMPORTED.matcher(Files.readString(file));
    while (imported.find()) {
      withImports(file.resolveSibling(imported.group(1)), loaded);
    }
  }

  /** Small files have no compressed copy. */
  private static Path compressed(Path file) {
    Path copy = file.resolveSibling(file.getFileName() + ".gz");
    return Files.exists(copy) ? copy : file;
  }

  private void install() throws Exception {
    checkNode();
    Path mark = home.resolve("node_modules/.chat-installed");
    String state = fingerprint(PACKAGES.stream().map(home::resolve).flatMap(WebBuild::manifests));
    if (!state.equals(contentOf(mark))) {
      // a cache may not have heard yet of a version that the lock names
      if (!succeeds("npm", "ci", "--prefer-offline", "--loglevel=error")) {
        run("npm", "ci", "--loglevel=error");
      }
      Files.writeString(mark, state);
    }
  }

  private void checkNode() throws Exception {
    String version;
    try {
      version = output("node", "--version").strip();
    } catch (IOException e) {
      throw new Unbuilt(
          "The web client needs Node 20.19 or newer with its npm, and `node` is not on the PATH:"
              + " install it (apt-get install nodejs npm, or nodejs.org), then run the same command"
              + " again.");
    }
    int[] parts =
        Pattern.compile("\\d+")
            .matcher(version)
            .results()
            .mapToInt(r -> Integer.parseInt(r.group()))
            .toArray();
    if (parts.length < 2 || Arrays.compare(parts, 0, 2, OLDEST_NODE, 0, 2) < 0) {
      throw new Unbuilt(
          "The web client needs Node 20.19 or newer, and this machine's `node` is "
              + version
              + ": install a newer one, then run the same command again.");
    }
  }

  private void run(String... command) throws Exception {
    Process process = start(command);
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      System.out.println(output);
      throw new Unbuilt("web-client: `" + String.join(" ", command) + "` failed; see above.");
    }
  }

  private boolean succeeds(String... command) throws Exception {
    Process process = start(command);
    process.getInputStream().readAllBytes();
    return process.waitFor() == 0;
  }

  private String output(String... command) throws Exception {
    Process process = start(command);
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return output;
  }

  private Process start(String... command) throws IOException {
    List<String> line =
        WINDOWS
            ? Stream.concat(Stream.of("cmd", "/c"), Stream.of(command)).toList()
            : List.of(command);
    return new ProcessBuilder(line).directory(home.toFile()).redirectErrorStream(true).start();
  }

  private static Stream<Path> manifests(Path given) {
    return filesOf(given)
        .filter(file -> !Files.isDirectory(given) || file.endsWith("package.json"));
  }

  private static Stream<Path> filesOf(Path given) {
    try (Stream<Path> files = Files.walk(given)) {
      return files.filter(Files::isRegularFile).sorted().toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String fingerprint(Stream<Path> given) throws IOException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (Path file : (Iterable<Path>) given.flatMap(WebBuild::filesOf)::iterator) {
        digest.update(file.toString().getBytes(StandardCharsets.UTF_8));
        digest.update(Files.readAllBytes(file));
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String contentOf(Path mark) throws IOException {
    return Files.exists(mark) ? Files.readString(mark) : "";
  }

  /** Why there is no web client, in one sentence for the person who builds. */
  private static final class Unbuilt extends Exception {
    Unbuilt(String message) {
      super(message);
    }
  }
}
