package chat.launcher;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** All instances of one run: started together, watched, replaced when one dies, ended in order. */
final class Crew {
  private static final Duration PATIENCE = Duration.ofSeconds(25);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
  private static final Duration STABLE = Duration.ofMinutes(1);
  private static final int PREPARED_AT_ONCE = 2;

  private final Terminal terminal;
  private final Home home;
  private final RunFile run;
  private final List<Instance> instances;
  private final Map<String, Running> running = new TreeMap<>();
  private final Map<String, LogFile> logs = new TreeMap<>();
  private boolean stopping;

  Crew(Terminal terminal, Home home, RunFile run, List<Instance> instances) {
    this.terminal = terminal;
    this.home = home;
    this.run = run;
    this.instances = instances;
  }

  /** Unpacks and trains what was built since the last run. */
  void prepare() throws IOException, InterruptedException {
    var missing =
        instances.stream()
            .map(Instance::service)
            .distinct()
            .map(service -> Image.of(service, home))
            .filter(image -> !image.isReady())
            .toList();
    if (missing.isEmpty()) {
      return;
    }
    terminal.say("Preparing quick starts, once for each new build:");
    try (var workers = Executors.newFixedThreadPool(PREPARED_AT_ONCE)) {
      var jobs = missing.stream().<Callable<Void>>map(image -> () -> prepare(image)).toList();
      for (var job : workers.invokeAll(jobs)) {
        job.get();
      }
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException failed ? failed : new IOException(e.getCause());
    }
  }

  private @Nullable Void prepare(Image image) throws IOException, InterruptedException {
    var begun = System.nanoTime();
    image.make(home);
    terminal.step(image.service().name(), "prepared", Duration.ofNanos(System.nanoTime() - begun));
    return null;
  }

  /** Starts every instance and comes back when all are ready. */
  void start(Environment environment) throws InterruptedException {
    for (var instance : instances) {
      start(instance, environment);
    }
    try (var readiness = new Readiness()) {
      new Progress(terminal, readiness, this).awaitAll(instances);
    }
  }

  private synchronized void start(Instance instance, Environment environment) {
    if (stopping) {
      return;
    }
    var index = instances.indexOf(instance);
    var process =
        Running.start(
            instance,
            Image.of(instance.service(), home),
            environment.of(instance),
            logs.computeIfAbsent(instance.name(), name -> new LogFile(home.log(name))),
            terminal.voice(instance.name(), index));
    running.put(instance.name(), process);
    run.add(instance.name(), process.process().toHandle());
  }

  synchronized Running of(Instance instance) {
    var process = running.get(instance.name());
    if (process == null) {
      throw new IllegalStateException(instance.name() + " was never started");
    }
    return process;
  }

  /** Watches until the run is stopped, and starts again what dies meanwhile. */
  void watch(Environment environment) throws InterruptedException {
    var watchers = new ArrayList<Thread>();
    for (var instance : instances) {
      watchers.add(Thread.ofVirtual().start(() -> keepAlive(instance, environment)));
    }
    for (var watcher : watchers) {
      watcher.join();
    }
  }

  private void keepAlive(Instance instance, Environment environment) {
    var pause = Duration.ofSeconds(1);
    try {
      while (true) {
        var process = of(instance);
        var code = process.process().waitFor();
        if (isStopping()) {
          return;
        }
        pause = process.age().compareTo(STABLE) > 0 ? Duration.ofSeconds(1) : pause;
        terminal.warn(
            "%s has stopped unexpectedly (exit code %d); starting it again in %d s"
                .formatted(instance.name(), code, pause.toSeconds()));
        if (awaitStopping(pause)) {
          return;
        }
        start(instance, environment);
        var doubled = pause.multipliedBy(2);
        pause = doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized boolean isStopping() {
    return stopping;
  }

  /** Waits at most so long, less when the run is stopped meanwhile; then the answer is true. */
  synchronized boolean awaitStopping(Duration most) throws InterruptedException {
    var end = System.nanoTime() + most.toNanos();
    for (var left = most.toMillis(); !stopping && left > 0; ) {
      wait(left);
      left = (end - System.nanoTime()) / 1_000_000;
    }
    return stopping;
  }

  /** The door closes first, so that what is under way inside can finish. */
  void stop() throws InterruptedException {
    List<Running> processes;
    synchronized (this) {
      stopping = true;
      notifyAll();
      processes = List.copyOf(running.values());
    }
    stop(processes.stream().filter(p -> isDoor(p)).toList());
    stop(processes.stream().filter(p -> !isDoor(p)).toList());
    logs.values().forEach(LogFile::close);
  }

  private static boolean isDoor(Running process) {
    return process.instance().service().equals(Service.GATEWAY);
  }

  private void stop(List<Running> processes) throws InterruptedException {
    processes.forEach(Running::askToStop);
    for (var process : processes) {
      if (!process.awaitStop(PATIENCE)) {
        terminal.warn(
            "%s did not stop within %d s and was killed"
                .formatted(process.instance().name(), PATIENCE.toSeconds()));
      }
    }
  }
}
