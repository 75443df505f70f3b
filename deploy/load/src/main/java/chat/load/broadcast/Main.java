package chat.load.broadcast;

import chat.backing.BackingServices;
import chat.backing.Ports;
import chat.load.socket.Crowd;
import chat.load.socket.Memory;
import chat.load.socket.ServerProcess;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Lets both do the job by turns, and prints the medians. */
final class Main {
  private static final Ports PORTS = new Ports(22432, 22379, 22673);
  private static final int PORT = 22310;
  private static final int CORE = 0;
  private static final long WARM = 4_000_000;

  private final Options options;
  private final String redis;

  private Main(Options options, String redis) {
    this.options = options;
    this.redis = redis;
  }

  public static void main(String[] arguments) throws Exception {
    Options options = Options.of(arguments);
    NodePackages.install();
    Path home = Files.createTempDirectory("chat-load-");
    try (var backing = BackingServices.forLocalRun(home, PORTS, step -> {})) {
      Main main = new Main(options, backing.redis().url());
      for (int sockets : options.sockets()) {
        main.compare(sockets);
      }
    }
    System.exit(0);
  }

  private void compare(int sockets) throws Exception {
    System.out.printf("%n%d sockets%n", sockets);
    System.out.printf("%-26s %s%n", "", Figures.title());
    for (Contender contender : options.contenders()) {
      run(contender, sockets);
    }
  }

  private void run(Contender contender, int sockets) throws Exception {
    try (ServerProcess server = contender.start(CORE, PORT, redis);
        Crowd crowd =
            new Crowd(URI.create("http://127.0.0.1:" + PORT + "/socket.io/"), "", List.of())) {
      crowd.grow(1);
      long empty = contender.weigh(server, crowd);
      long resident = Memory.resident(server.pid());
      Duration connecting = crowd.grow(sockets);
      long full = contender.weigh(server, crowd);
      System.out.printf(
          "%-26s %.1f KB live, %.1f KB resident per idle socket; connected in %.1f s; %d lost%n",
          contender,
          (full - empty) / 1024.0 / sockets,
          (Memory.resident(server.pid()) - resident) / 1024.0 / sockets,
          connecting.toMillis() / 1000.0,
          crowd.lostOnes());
      Bench bench = new Bench(server, crowd, sockets, options);
      if (options.idle().isPositive()) {
        System.out.printf(
            "%-26s %.2f s of processor time in %d s of heartbeats%n",
            contender, bench.idle(options.idle()), options.idle().toSeconds());
      }
      if (options.rounds() > 0) {
        rounds(contender, bench);
      }
    }
  }

  private void rounds(Contender contender, Bench bench) throws InterruptedException {
    List<Figures> flood = new ArrayList<>();
    List<Figures> talk = new ArrayList<>();
    bench.warmUp(WARM);
    for (int round = 0; round < options.rounds(); round++) {
      flood.add(bench.flood(options.duration()));
      talk.add(bench.talk(options.duration()));
    }
    print(contender, "saturated", Figures.median(flood));
    print(contender, "%.0f/s".formatted(options.rate()), Figures.median(talk));
  }

  private static void print(Contender contender, String what, Figures figures) {
    System.out.printf("%-26s %s%n", contender + " " + what, figures.row());
  }
}
