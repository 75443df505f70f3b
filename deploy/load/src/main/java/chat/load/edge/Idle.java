package chat.load.edge;

import chat.backing.Ports;
import chat.load.rig.Cpu;
import chat.load.rig.Machine;
import chat.load.rig.Node;
import chat.load.rig.Stage;
import chat.load.socket.Memory;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Sockets that say nothing, each with a token and a room, and what they cost a node. */
final class Idle {
  private static final PrintStream OUT = System.out;
  private static final int FIRST_PORT = 24_160;
  private static final int FEW = 200;
  private static final int CLASSES = 30;

  private final int nodes;
  private final int sockets;
  private final Duration time;

  /**
   * @param nodes one or two
   * @param sockets of each node
   * @param time over which the heartbeats are measured
   */
  Idle(int nodes, int sockets, Duration time) {
    this.nodes = nodes;
    this.sockets = sockets;
    this.time = time;
  }

  void run() throws Exception {
    try (Stage stage = Stage.open(new Ports(FIRST_PORT, FIRST_PORT + 1, FIRST_PORT + 2))) {
      List<Node> all =
          IntStream.range(0, nodes)
              .mapToObj(i -> stage.node("node" + i, FIRST_PORT + 3 + i, Map.of()))
              .toList();
      all.forEach(Node::awaitReady);
      List<CrowdProcess> crowds = new ArrayList<>();
      try {
        for (Node node : all) {
          Path tokens = People.written(People.tokens(stage, sockets));
          crowds.add(new CrowdProcess(node.port(), tokens));
        }
        measure(all, crowds);
      } finally {
        crowds.forEach(CrowdProcess::close);
      }
    }
  }

  private void measure(List<Node> all, List<CrowdProcess> crowds) throws Exception {
    // what is there once, however many come
    grow(crowds, FEW);
    List<Map<String, Long>> few = all.stream().map(node -> Memory.classes(node.pid())).toList();
    List<Long> resident = all.stream().map(node -> Memory.resident(node.pid())).toList();
    List<Double> cpu = all.stream().map(node -> Cpu.seconds(node.pid())).toList();
    List<CrowdProcess.Grown> grown = grow(crowds, sockets);
    List<Double> connected = all.stream().map(node -> Cpu.seconds(node.pid())).toList();
    Thread.sleep(time);
    OUT.println(Machine.now());
    for (int i = 0; i < all.size(); i++) {
      long pid = all.get(i).pid();
      double beating = Cpu.seconds(pid) - connected.get(i);
      Map<String, Long> many = Memory.classes(pid);
      int more = sockets - FEW;
      OUT.printf(
          "%s: %d more sockets in %.1f s, %d lost, %d turned away; %.1f CPU s to connect them, "
              + "%.2f in %d s of heartbeats; each %.1f KB live, %.1f KB resident%n",
          all.get(i).name(),
          more,
          grown.get(i).took().toMillis() / 1e3,
          grown.get(i).lost(),
          grown.get(i).turnedAway(),
          connected.get(i) - cpu.get(i),
          beating,
          time.toSeconds(),
          (sum(many) - sum(few.get(i))) / 1024.0 / more,
          (Memory.resident(pid) - resident.get(i)) / 1024.0 / more);
      print(few.get(i), many, more);
    }
  }

  private static List<CrowdProcess.Grown> grow(List<CrowdProcess> crowds, int size)
      throws IOException {
    for (CrowdProcess crowd : crowds) {
      crowd.grow(size);
    }
    List<CrowdProcess.Grown> grown = new ArrayList<>();
    for (CrowdProcess crowd : crowds) {
      grown.add(crowd.grown());
    }
    return grown;
  }

  /** What weighs, in bytes a socket. */
  private static void print(Map<String, Long> few, Map<String, Long> many, int more) {
    many.entrySet().stream()
        .map(e -> Map.entry(e.getKey(), (e.getValue() - few.getOrDefault(e.getKey(), 0L)) / more))
        .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
        .limit(CLASSES)
        .forEach(e -> OUT.printf("%8d  %s%n", e.getValue(), e.getKey()));
  }

  private static long sum(Map<String, Long> classes) {
    return classes.values().stream().mapToLong(Long::longValue).sum();
  }
}
