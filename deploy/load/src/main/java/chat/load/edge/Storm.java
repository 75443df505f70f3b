package chat.load.edge;

import chat.backing.Ports;
import chat.load.rig.Cpu;
import chat.load.rig.Machine;
import chat.load.rig.Node;
import chat.load.rig.Past;
import chat.load.rig.Stage;
import chat.load.socket.Crowd;
import chat.load.socket.Stamp;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/** Thousands who come in the same moment, while others have a room open in which somebody talks. */
final class Storm {
  private static final PrintStream OUT = System.out;
  private static final int FIRST_PORT = 24_180;
  private static final int LISTENERS = 200;
  private static final int ROOM = 9_000;
  private static final int LENGTH = 200;
  private static final Duration PACE = Duration.ofMillis(50);
  private static final Duration CALM = Duration.ofSeconds(8);

  private final int size;

  Storm(int size) {
    this.size = size;
  }

  /** Once at the usual pace, once at none. */
  void run() throws Exception {
    try (Stage stage = Stage.open(new Ports(FIRST_PORT, FIRST_PORT + 1, FIRST_PORT + 2))) {
      List<String> tokens = People.tokens(stage, size + LISTENERS);
      for (int newcomers : List.of(1_000, 1_000_000)) {
        try (Node node =
            stage.node(
                "newcomers" + newcomers,
                FIRST_PORT + 3,
                Map.of("CHAT_LIVE_NEWCOMERS", Integer.toString(newcomers)))) {
          node.awaitReady();
          run(node, newcomers, tokens);
        }
      }
    }
  }

  private void run(Node node, int newcomers, List<String> tokens) throws Exception {
    URI address = URI.create(node.address() + "/socket.io/");
    try (Crowd listeners = new Crowd(address, number -> listener(tokens.get(size + number)));
        Crowd storm = new Crowd(address, number -> People.introduction(tokens, number))) {
      listeners.grow(LISTENERS);
      storm.grow(LISTENERS); // so that nothing is measured that happens once
      Thread talk = Thread.ofVirtual().start(() -> talk(listeners));
      try {
        Thread.sleep(CALM);
        latency(listeners);
        Thread.sleep(CALM);
        Histogram calm = latency(listeners);
        double cpu = Cpu.seconds(node.pid());
        Duration took = storm.grow(size, size);
        Histogram stormy = latency(listeners);
        OUT.printf(
            "%d a second: %d in after %.1f s, %d lost, turned away %d times, %.1f CPU s; "
                + "the others' p50/p99/most ms calm %s, stormy %s; %s%n",
            newcomers,
            size - LISTENERS,
            took.toMillis() / 1e3,
            storm.lostOnes(),
            storm.turnedAway(),
            Cpu.seconds(node.pid()) - cpu,
            row(calm),
            row(stormy),
            Machine.now());
      } finally {
        talk.interrupt();
        talk.join();
      }
    }
  }

  private static Crowd.Introduction listener(String token) {
    return new Crowd.Introduction(
        "{\"token\":\"" + token + "\"}", List.of(People.join(Past.room(ROOM))));
  }

  /** A message counts from when it should have been sent. */
  private static void talk(Crowd listeners) {
    for (long due = System.nanoTime(); !Thread.currentThread().isInterrupted(); ) {
      due += PACE.toNanos();
      LockSupport.parkNanos(due - System.nanoTime());
      long stamp = due;
      listeners
          .loop()
          .execute(
              () ->
                  listeners
                      .member(0)
                      .say(
                          "42[\"chat:send\",{\"room\":\"%s\",\"clientId\":\"%s\",\"text\":\"%s\"}]"
                              .formatted(
                                  Past.room(ROOM), UUID.randomUUID(), Stamp.text(stamp, LENGTH))));
    }
  }

  /** Since it was last asked for. */
  private static Histogram latency(Crowd listeners) throws InterruptedException {
    return listeners
        .loop()
        .submit(
            () -> {
              Histogram taken = listeners.latency().copy();
              listeners.latency().reset();
              return taken;
            })
        .sync()
        .getNow();
  }

  private static String row(Histogram latency) {
    return "%.1f/%.1f/%.1f"
        .formatted(
            latency.getValueAtPercentile(50) / 1e6,
            latency.getValueAtPercentile(99) / 1e6,
            latency.getMaxValue() / 1e6);
  }
}
