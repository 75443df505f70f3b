package chat.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.ZipFile;

/**
 * A service's jar laid out for a quick start: unpacked, with a cache of the classes that a dry
 * start needed. Made once for each build of the jar.
 */
record Image(Service service, Path folder) {
  /** They must be the same when the cache is made and when it is used. */
  static final List<String> JVM =
      List.of(
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-XX:+UseCompactObjectHeaders",
          "-Xms32m",
          "-Xmx256m",
          "-Xss512k",
          "-XX:MinHeapFreeRatio=10", // what a start needed goes back
          "-XX:MaxHeapFreeRatio=25",
          // a cache at the place it was made for is shared with the disk, elsewhere it is a copy
          "-XX:+UnlockDiagnosticVMOptions",
          "-XX:ArchiveRelocationMode=0",
          "--enable-native-access=ALL-UNNAMED");

  private static final Pattern SETTING =
      Pattern.compile("(CHAT|SPRING|SERVER|MANAGEMENT|LOGGING)_");

  static Image of(Service service, Home home) {
    var jar = home.jar(service);
    return new Image(service, home.cache().resolve(service.name()).resolve(fingerprint(jar)));
  }

  boolean isReady() {
    return Files.exists(cache());
  }

  /** Unpacks and trains in a folder of its own, moved into place when it is whole. */
  void make(Home home) throws IOException, InterruptedException {
    var ofService = home.cache().resolve(service.name());
    Trees.delete(ofService);
    var draft = Files.createDirectories(ofService.resolve("draft"));
    var jar = home.jar(service);
    run(
        home,
        draft,
        List.of("-Djarmode=tools", "-jar", jar.toString(), "extract", "--destination", "."));
    Files.move(draft.resolve(jar.getFileName()), draft.resolve("service.jar"));
    var training = new ArrayList<>(JVM);
    training.addAll(
        List.of(
            "-XX:AOTCacheOutput=service.aot",
            "-Xlog:aot=error",
            "-Dspring.context.exit=onRefresh",
            "-Dspring.flyway.enabled=false",
            "-Dspring.r2dbc.url=r2dbc:postgresql://nobody@nowhere/nothing", // it never connects
            "-Dchat.service.secret=nothing",
            "-jar",
            "service.jar"));
    run(home, draft, training);
    Files.move(draft, folder, StandardCopyOption.ATOMIC_MOVE);
  }

  /** The command that runs this service for real. */
  List<String> command() {
    var command = new ArrayList<String>();
    command.add(java());
    command.addAll(JVM);
    command.add("-XX:AOTCache=" + cache());
    var more = System.getenv("CHAT_JAVA_OPTS");
    if (more != null && !more.isBlank()) {
      command.addAll(List.of(more.strip().split("\\s+")));
    }
    command.addAll(List.of("-jar", "service.jar"));
    return command;
  }

  private Path cache() {
    return folder.resolve("service.aot");
  }

  private void run(Home home, Path draft, List<String> arguments)
      throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of(java()));
    command.addAll(arguments);
    var log = home.log(service.name() + "-preparing");
    var process =
        new ProcessBuilder(command)
            .directory(draft.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    // what somebody sets is for the start itself to take, or to refuse where they see it
    process.environment().keySet().removeIf(name -> SETTING.matcher(name).lookingAt());
    var code = process.start().waitFor();
    if (code != 0) {
      throw new IOException(
          "Preparing %s failed (exit code %d), see %s".formatted(service.name(), code, log));
    }
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /**
   * What the cache depends on: the jar's content, the JVM and its options. The jar's own directory
   * has a checksum of each entry, so its many megabytes need not be read.
   */
  private static String fingerprint(Path jar) {
    try (var zip = new ZipFile(jar.toFile())) {
      var digest = MessageDigest.getInstance("SHA-256");
      digest.update((JVM + Runtime.version().toString()).getBytes(UTF_8));
      zip.stream()
          .map(entry -> entry.getName() + " " + entry.getSize() + " " + entry.getCrc() + "\n")
          .forEachOrdered(entry -> digest.update(entry.getBytes(UTF_8)));
      return HexFormat.of().formatHex(digest.digest(), 0, 8);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + jar, e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
