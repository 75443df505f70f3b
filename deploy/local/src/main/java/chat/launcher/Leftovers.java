package chat.launcher;

import chat.backing.BackingServices;
import java.time.Duration;

/** What a killed launcher left running: services, and the servers that stood behind them. */
final class Leftovers {
  private final Terminal terminal;
  private final Home home;
  private final RunFile run;

  Leftovers(Terminal terminal, Home home, RunFile run) {
    this.terminal = terminal;
    this.home = home;
    this.run = run;
  }

  /**
   * Ends all of it, the services first, so that no server waits for a client; true if any lived.
   */
  boolean end() throws InterruptedException {
    var services = endServices();
    var servers = BackingServices.endAbandoned(home.state());
    servers.forEach(
        server -> terminal.say("Ended %s, left over from a run that was killed".formatted(server)));
    return services || !servers.isEmpty();
  }

  private boolean endServices() throws InterruptedException {
    var orphans = run.living();
    orphans.forEach(
        (name, orphan) -> {
          terminal.say(
              "Ending %s (process %d), left over from a run that was killed"
                  .formatted(name, orphan.pid()));
          orphan.destroy();
        });
    for (var orphan : orphans.values()) {
      Processes.awaitEnd(orphan, Duration.ofSeconds(10));
    }
    run.clear();
    return !orphans.isEmpty();
  }
}
