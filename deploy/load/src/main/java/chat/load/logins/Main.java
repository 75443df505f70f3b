package chat.load.logins;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Many people log in at the same moment; meanwhile others fetch the keys and ask for health, first
 * in quiet and then in the storm. Arguments: the gateway, auth-service, its process id, how many.
 */
final class Main {
  private static final int ACCOUNTS = 20;
  private static final Duration QUIET = Duration.ofSeconds(5);

  private final PrintStream out = System.out;
  private final String gateway;
  private final String service;
  private final Path status;

  private Main(String gateway, String service, String pid) {
    this.gateway = gateway;
    this.service = service;
    this.status = Path.of("/proc", pid, "status");
  }

  static void main(String[] args) throws Exception {
    new Main(args[0], args[1], args[2]).run(args.length > 3 ? Integer.parseInt(args[3]) : 200);
  }

  private void run(int logins) throws Exception {
    List<Person> people =
        IntStream.range(0, ACCOUNTS).mapToObj(i -> Person.registered(gateway)).toList();
    out.printf("In quiet, %s resident:%n", resident());
    watched(() -> Thread.sleep(QUIET));
    out.printf("%d logins at once:%n", logins);
    watched(() -> storm(people, logins));
    out.printf("Afterwards %s resident, at the most %s.%n", resident(), most());
  }

  private void watched(Deed deed) throws Exception {
    Bystander keys = new Bystander(service + "/.well-known/jwks.json");
    Bystander health = new Bystander(service + "/actuator/health/readiness");
    try (keys;
        health) {
      deed.happen();
    }
    out.printf("  keys:   %s%n  health: %s%n", keys.figures(), health.figures());
  }

  private void storm(List<Person> people, int logins) {
    long began = System.nanoTime();
    List<CompletableFuture<Person.Outcome>> all =
        IntStream.range(0, logins).mapToObj(i -> people.get(i % people.size()).logIn()).toList();
    List<Person.Outcome> outcomes = all.stream().map(CompletableFuture::join).toList();
    Duration took = Duration.ofNanos(System.nanoTime() - began);
    Map<Integer, Long> byStatus =
        outcomes.stream()
            .collect(
                Collectors.groupingBy(Person.Outcome::status, TreeMap::new, Collectors.counting()));
    List<Duration> waits = outcomes.stream().map(Person.Outcome::took).sorted().toList();
    out.printf(
        "  logins: answers by status %s in %.1f s, %.1f a second; waited p50 %.1f s, longest %.1f s%n",
        byStatus,
        took.toMillis() / 1000.0,
        logins * 1000.0 / took.toMillis(),
        waits.get(waits.size() / 2).toMillis() / 1000.0,
        waits.getLast().toMillis() / 1000.0);
  }

  private String resident() throws IOException {
    return line("VmRSS");
  }

  private String most() throws IOException {
    return line("VmHWM");
  }

  private String line(String name) throws IOException {
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith(name + ":"))
        .map(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024 + " MB")
        .findFirst()
        .orElse("unknown");
  }

  /** What goes on while somebody looks. */
  private interface Deed {
    void happen() throws Exception;
  }
}
