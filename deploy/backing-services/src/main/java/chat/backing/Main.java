package chat.backing;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * Starts the three in the foreground, for running a service from an IDE. Each argument is a
 * service's database; what that service must be told is printed as environment variables.
 */
public final class Main {
  private Main() {}

  public static void main(String[] databases) throws InterruptedException {
    System.setProperty("slf4j.internal.verbosity", "ERROR");
    var home = Path.of(System.getenv().getOrDefault("CHAT_HOME", ".chat"));
    try {
      var services = BackingServices.forLocalRun(home, Main::print);
      Runtime.getRuntime().addShutdownHook(new Thread(services::close, "end"));
      for (var database : databases.length == 0 ? List.of("") : List.of(databases)) {
        System.out.println();
        services
            .springEnvironment(database)
            .forEach((name, value) -> System.out.println(name + "=" + value));
      }
    } catch (BackingServiceException | IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
    System.out.println("\nCtrl-C ends all three; their data stays in " + home.resolve("data"));
    new CountDownLatch(1).await();
  }

  private static void print(Step step) {
    if (step.state() != Step.State.STARTING) {
      System.out.printf(
          "%-10s %-7s %s (%d ms)%n",
          step.service(),
          step.state().name().toLowerCase(java.util.Locale.ROOT),
          step.detail(),
          step.took().toMillis());
    }
  }
}
