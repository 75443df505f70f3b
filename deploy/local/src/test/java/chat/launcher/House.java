package chat.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * The whole platform as {@code ./chat up} runs it, on ports of its own, as a process of its own.
 */
final class House {
  static final Path REPOSITORY = Path.of("").toAbsolutePath().resolve("../..").normalize();

  /** For how long a refresh token may be used again: nobody wants to wait here. */
  static final int GRACE_SECONDS = 1;

  /** A limit for what hangs, not for what is slow: other modules' tests may run beside it. */
  private static final Duration READY_WITHIN = Duration.ofMinutes(8);

  private static final int DATABASE = 9;
  private static final long INTERRUPT = 1L << (2 - 1);

  private final Path home;
  private final Map<String, String> settings = new TreeMap<>();
  private final int gateway;

  House(Path home) {
    this.home = home;
    var free = freeBlock();
    gateway = free;
    settings.put("CHAT_GATEWAY_PORT", Integer.toString(free));
    for (var service : Service.ALL) {
      if (!service.equals(Service.GATEWAY)) {
        settings.put(service.portSetting(), Integer.toString(free + 20 + settings.size()));
      }
    }
    settings.put("CHAT_POSTGRES_PORT", Integer.toString(free + 30));
    settings.put("CHAT_REDIS_PORT", Integer.toString(free + 31));
    settings.put("CHAT_AMQP_PORT", Integer.toString(free + 32));
  }

  /** The addresses of the services behind the gateway, by their names, as JSON. */
  String services(int messageServices) {
    return Service.ALL.stream()
        .filter(service -> !service.equals(Service.GATEWAY))
        .flatMap(
            service ->
                IntStream.rangeClosed(1, service.equals(Service.MESSAGE) ? messageServices : 1)
                    .mapToObj(number -> new Instance(at(service), number)))
        .map(instance -> "\"%s\":\"%s\"".formatted(instance.name(), instance.url()))
        .collect(Collectors.joining(",", "{", "}"));
  }

  private Service at(Service usual) {
    var port = Integer.parseInt(settings.get(usual.portSetting()));
    return new Service(usual.name(), port, port, usual.database());
  }

  /** Whether PostgreSQL and Redis are its own, and not given in the environment. */
  static boolean isSelfContained() {
    return System.getenv("CHAT_POSTGRES_URL") == null && System.getenv("CHAT_REDIS_URL") == null;
  }

  /** For the runs to come. */
  void set(String setting, String value) {
    settings.put(setting, value);
  }

  String url() {
    return "http://localhost:" + gateway;
  }

  /** Starts it and comes back when it says that it is ready. */
  Run up(String... options) throws IOException {
    var run = begin(options);
    run.awaitReady();
    return run;
  }

  /** Comes back at once. */
  Run begin(String... options) throws IOException {
    var words = Stream.concat(Stream.of("up"), Stream.of(options)).toArray(String[]::new);
    return new Run(command(words).start());
  }

  /** Another command of the launcher, and what it printed. */
  String say(String... words) throws IOException, InterruptedException {
    var process = command(words).start();
    var text = new String(process.getInputStream().readAllBytes(), UTF_8);
    process.waitFor();
    return text;
  }

  /** The living processes of the last run, services and launcher. */
  RunFile processes() {
    return RunFile.read(new Home(REPOSITORY, home).runFile());
  }

  /** Every process whose command line or folder names this home. */
  List<String> leftovers() throws IOException {
    var found = new ArrayList<String>();
    try (var processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
      for (var process : processes) {
        if (namesHome(process)) {
          found.add(process.getFileName() + " " + commandLine(process));
        }
      }
    }
    return found;
  }

  private boolean namesHome(Path process) {
    try {
      return commandLine(process).contains(home.toString())
          || Files.readSymbolicLink(process.resolve("cwd")).startsWith(home);
    } catch (IOException e) {
      return false; // it has just ended, or is somebody else's
    }
  }

  private static String commandLine(Path process) throws IOException {
    return Files.readString(process.resolve("cmdline")).replace('\0', ' ');
  }

  private ProcessBuilder command(String... words) throws IOException {
    var command = new ArrayList<String>();
    if (ignoresInterrupts()) {
      command.addAll(List.of("env", "--default-signal=INT"));
    }
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-jar",
            Path.of("target/launcher.jar").toAbsolutePath().toString()));
    command.addAll(List.of(words));
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(settings);
    builder.environment().put("CHAT_REPOSITORY", REPOSITORY.toString());
    builder.environment().put("CHAT_HOME", home.toString());
    builder.environment().put("CHAT_AUTH_SESSION_GRACE", GRACE_SECONDS + "s");
    // other tests leave failed logins from this machine's address in the database that was given
    builder
        .environment()
        .computeIfPresent(
            "CHAT_REDIS_URL",
            (name, url) -> url.replaceFirst("(?<=[^/])/\\d*$", "") + "/" + DATABASE);
    return builder;
  }

  /** As what runs in the background of a script does, and hands on to its children. */
  private static boolean ignoresInterrupts() throws IOException {
    var status = Path.of("/proc/self/status");
    return Files.exists(status)
        && Files.readAllLines(status).stream()
            .filter(line -> line.startsWith("SigIgn:"))
            .map(line -> Long.parseUnsignedLong(line.substring(7).strip(), 16))
            .anyMatch(ignored -> (ignored & INTERRUPT) != 0);
  }

  /** A stretch of ports of which the first is free; nobody else takes such a stretch at a time. */
  private static int freeBlock() {
    while (true) {
      var port = ThreadLocalRandom.current().nextInt(300, 320) * 100;
      try (var probe = new ServerSocket()) {
        probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        return port;
      } catch (IOException taken) {
        // try the next
      }
    }
  }

  /** One run of it, from start to end. */
  static final class Run {
    private final Process process;
    private final StringBuilder printed = new StringBuilder();
    private final Thread reader;

    private Run(Process process) {
      this.process = process;
      this.reader = Thread.ofVirtual().start(this::read);
    }

    String printed() {
      synchronized (printed) {
        return printed.toString();
      }
    }

    /** As Ctrl-C does. */
    void interrupt() throws IOException, InterruptedException {
      new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
      end();
    }

    /** As the out-of-memory killer does. */
    void kill() throws InterruptedException {
      process.destroyForcibly();
      end();
    }

    private void end() throws InterruptedException {
      if (!process.waitFor(90, TimeUnit.SECONDS)) {
        throw new AssertionError("The launcher does not end:\n" + printed());
      }
      reader.join(Duration.ofSeconds(5));
    }

    private void awaitReady() {
      Awaitility.await()
          .atMost(READY_WITHIN)
          .pollInterval(Duration.ofMillis(100))
          .failFast(() -> failIfEnded())
          .untilAsserted(() -> assertThat(printed()).contains("Ready: "));
    }

    private void failIfEnded() {
      if (!process.isAlive()) {
        throw new AssertionError("The launcher ended while starting:\n" + printed());
      }
    }

    private void read() {
      try (var lines = process.inputReader(UTF_8)) {
        lines.lines().forEach(this::print);
      } catch (IOException | UncheckedIOException e) {
        print("(output ended: " + e.getMessage() + ")");
      }
    }

    private void print(String line) {
      synchronized (printed) {
        printed.append(line).append('\n');
      }
    }
  }
}
