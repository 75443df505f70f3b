package chat.launcher;

import chat.backing.BackingServiceException;
import chat.backing.BackingServices;
import chat.backing.LocalPorts;
import chat.backing.Secrets;
import chat.backing.Step;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** {@code ./chat up}: from nothing to a running platform, and back to nothing. */
final class Up {
  private final Terminal terminal;
  private final Home home;
  private final List<Instance> instances;
  private final RunFile run;
  private final Crew crew;
  private @Nullable BackingServices backing;
  private boolean stopped;

  Up(Terminal terminal, Home home, List<Instance> instances) {
    this.terminal = terminal;
    this.home = home;
    this.instances = instances;
    this.run = RunFile.read(home.runFile());
    this.crew = new Crew(terminal, home, run, instances);
  }

  void run() throws IOException, InterruptedException {
    run.launcher()
        .ifPresent(
            other -> {
              throw new Refusal(
                  "It is already running (process %d): see `./chat status`, or end it with `./chat"
                          .formatted(other.pid())
                      + " down`.");
            });
    new Leftovers(terminal, home, run).end();
    requireFreePorts();
    Signals.onStop(
        () -> {
          stop();
          System.exit(0);
        });
    run.add(RunFile.LAUNCHER, ProcessHandle.current());

    try {
      startAndWatch();
    } finally {
      stop();
    }
  }

  private void startAndWatch() throws IOException, InterruptedException {
    var begun = System.nanoTime();
    crew.prepare();
    var services = startBackingServices();
    if (services == null) {
      return;
    }
    terminal.say("Starting the services:");
    var secrets = Secrets.keptIn(home.state().resolve("secrets"));
    var environment = new Environment(services, secrets, instances);
    crew.start(environment);
    new Welcome(terminal, services, home, environment.administratorPassword())
        .say(Duration.ofNanos(System.nanoTime() - begun));
    crew.watch(environment);
  }

  /** Not to be interrupted half-way: whoever stops the run waits, and then ends them. */
  private synchronized @Nullable BackingServices startBackingServices() {
    if (stopped) {
      return null;
    }
    terminal.say("Starting the backing services:");
    backing = BackingServices.forLocalRun(home.state(), this::tell);
    return backing;
  }

  private void tell(Step step) {
    if (step.state() != Step.State.STARTING) {
      var state = step.state().name().toLowerCase(Locale.ROOT);
      terminal.step(step.service(), state, step.took());
    }
  }

  private void requireFreePorts() {
    try {
      for (var instance : instances) {
        var setting = instance.service().portSetting();
        LocalPorts.requireFree(instance.port(), instance.name(), setting);
        if (instance.managementPort() != instance.port()) {
          LocalPorts.requireFree(instance.managementPort(), instance.name() + "'s health", setting);
        }
      }
    } catch (BackingServiceException e) {
      throw new Refusal(String.valueOf(e.getMessage()));
    }
  }

  private synchronized void stop() {
    if (stopped) {
      return;
    }
    stopped = true;
    var begun = System.nanoTime();
    terminal.say("");
    terminal.say("Stopping ...");
    try {
      crew.stop();
      if (backing != null) {
        backing.close();
      }
      // a class cache in the making, for one, which nobody needs any more
      ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
      run.clear();
      var took = Duration.ofNanos(System.nanoTime() - begun);
      terminal.say("Everything has stopped (%.1f s).".formatted(took.toMillis() / 1000.0));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      terminal.warn(e.getMessage() + (e.getCause() == null ? "" : ": " + e.getCause()));
    }
  }
}
