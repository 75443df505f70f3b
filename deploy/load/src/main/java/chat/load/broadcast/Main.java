package chat.load.broadcast;

import chat.backing.Ports;
import chat.load.rig.Machine;
import chat.load.rig.Node;
import chat.load.rig.Stage;
import chat.load.socket.Crowd;
import chat.load.socket.Memory;
import chat.load.socket.ServerProcess;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Lets both do the job by turns, and prints the medians. */
final class Main {
  private static final Ports PORTS = new Ports(22432, 22379, 22673);
  private static final int PORT = 22310;
  private static final int CORE = 0;

  private final Options options;
  private final Stage stage;

  private Main(Options options, Stage stage) {
    this.options = options;
    this.stage = stage;
  }

  public static void main(String[] arguments) throws Exception {
    Options options = Options.of(arguments);
    NodePackages.install();
    try (Stage stage = Stage.open(PORTS)) {
      Main main = new Main(options, stage);
      for (int sockets : options.sockets()) {
        main.compare(sockets);
      }
    }
    System.exit(0);
  }

  private void compare(int sockets) throws Exception {
    System.out.printf("%n%d sockets, %s%n", sockets, Machine.now());
    System.out.printf("%-32s %s%n", "", Figures.title());
    for (Contender contender : options.contenders()) {
      for (Options.Way way : options.ways()) {
        run(contender, way, sockets);
      }
    }
  }

  private void run(Contender contender, Options.Way way, int sockets) throws Exception {
    String redis = stage.backing().redis().url();
    try (ServerProcess server = contender.start(CORE, PORT, redis, options.deflate())) {
      if (way == Options.Way.DIRECT) {
        run(contender.toString(), contender, server, null, PORT, sockets);
      } else {
        String address = "http://127.0.0.1:" + PORT;
        try (Node door =
            stage.gateway("before-" + contender, PORT + 1, PORT + 2, address, Map.of())) {
          door.awaitReady();
          run(contender + " through gateway", contender, server, door, PORT + 1, sockets);
        }
      }
    }
  }

  private void run(
      String who,
      Contender contender,
      ServerProcess server,
      @Nullable Node door,
      int port,
      int sockets)
      throws Exception {
    URI address = URI.create("http://127.0.0.1:" + port + "/socket.io/");
    try (Crowd crowd = new Crowd(address, "", List.of())) {
      if (options.deflate() > 0) {
        crowd.takeDeflated();
      }
      crowd.grow(1);
      long empty = contender.weigh(server, crowd);
      long resident = Memory.resident(server.pid());
      Duration connecting = crowd.grow(sockets);
      long full = contender.weigh(server, crowd);
      System.out.printf(
          "%-32s %.1f KB live, %.1f KB resident per idle socket; connected in %.1f s; %d lost%n",
          who,
          (full - empty) / 1024.0 / sockets,
          (Memory.resident(server.pid()) - resident) / 1024.0 / sockets,
          connecting.toMillis() / 1000.0,
          crowd.lostOnes());
      Bench bench = new Bench(server, door, crowd, sockets, options);
      if (options.idle().isPositive()) {
        System.out.printf(
            "%-32s %.2f s of processor time in %d s of heartbeats%n",
            who, bench.idle(options.idle()), options.idle().toSeconds());
      }
      if (options.rounds() > 0) {
        rounds(who, bench);
      }
    }
  }

  private void rounds(String who, Bench bench) throws InterruptedException {
    List<Figures> flood = new ArrayList<>();
    List<Figures> talk = new ArrayList<>();
    bench.warmUp(options.warm());
    for (int round = 0; round < options.rounds(); round++) {
      flood.add(bench.flood(options.duration()));
      talk.add(bench.talk(options.duration()));
    }
    print(who, "saturated", Figures.median(flood));
    print(who, "%.0f/s".formatted(options.rate()), Figures.median(talk));
  }

  private static void print(String who, String what, Figures figures) {
    System.out.printf("%-32s %s%n", who + " " + what, figures.row());
  }
}
