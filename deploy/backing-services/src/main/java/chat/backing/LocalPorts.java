package chat.backing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/** The listening ports of this machine: which are free, and who sits on the others. */
public final class LocalPorts {
  static final String HOST = "127.0.0.1";

  // from 30000 on houses and load runs lie, which take ports of their own choice (CONTRIBUTING.md)
  private static final int LOWEST = 20_000;
  private static final int END = 30_000;

  // random among processes, one after the other within this one: no port is given out twice
  private static final AtomicInteger NEXT =
      new AtomicInteger(ThreadLocalRandom.current().nextInt(END - LOWEST));

  private LocalPorts() {}

  /** A free one, below the range from which the system takes outgoing ports. */
  static int free() {
    for (var attempt = 0; attempt < 200; attempt++) {
      var port = LOWEST + Math.floorMod(NEXT.getAndIncrement(), END - LOWEST);
      if (isFree(port)) {
        return port;
      }
    }
    throw new BackingServiceException("No free port between 20000 and 29999");
  }

  /** Refuses with one line that says which port, who sits on it and what to do. */
  public static void requireFree(int port, String service, String setting) {
    if (!isFree(port)) {
      throw new BackingServiceException(
          "Port %d for %s is taken%s: stop what listens there, or set %s to another port"
              .formatted(port, service, owner(port).map(who -> " by " + who).orElse(""), setting));
    }
  }

  private static boolean isFree(int port) {
    try (var socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(InetAddress.ofLiteral(HOST), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  static Optional<String> owner(int port) {
    try {
      var pid = Files.exists(Path.of("/proc/net/tcp")) ? fromProc(port) : fromLsof(port);
      return pid.flatMap(ProcessHandle::of).map(LocalPorts::describe);
    } catch (IOException e) {
      return Optional.empty(); // it is only a hint, and another person's processes are theirs
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private static String describe(ProcessHandle process) {
    var line = CommandLine.of(process);
    var shown = line.length() > 120 ? line.substring(0, 120) + "…" : line;
    return "process " + process.pid() + (shown.isEmpty() ? "" : " (" + shown + ")");
  }

  private static Optional<Long> fromLsof(int port) throws IOException, InterruptedException {
    return Command.run(List.of("lsof", "-nP", "-t", "-iTCP:" + port, "-sTCP:LISTEN"))
        .lines()
        .filter(line -> line.matches("\\d+"))
        .findFirst()
        .map(Long::valueOf);
  }

  private static Optional<Long> fromProc(int port) throws IOException {
    var sockets = new HashSet<String>();
    for (var table : List.of("tcp", "tcp6")) {
      sockets.addAll(listening(Path.of("/proc/net", table), port));
    }
    return ProcessHandle.allProcesses()
        .filter(process -> holds(process, sockets))
        .map(ProcessHandle::pid)
        .findFirst();
  }

  private static List<String> listening(Path table, int port) throws IOException {
    return Files.exists(table)
        ? Files.readAllLines(table).stream()
            .map(line -> line.strip().split("\\s+"))
            .filter(row -> row.length > 9 && row[3].equals("0A")) // 0A: listening
            .filter(row -> row[1].endsWith(":%04X".formatted(port)))
            .map(row -> "socket:[" + row[9] + "]")
            .toList()
        : List.of();
  }

  private static boolean holds(ProcessHandle process, Set<String> sockets) {
    try (var open = Files.list(Path.of("/proc", Long.toString(process.pid()), "fd"))) {
      return open.anyMatch(descriptor -> sockets.contains(target(descriptor)));
    } catch (IOException e) {
      return false; // not ours to look into, or already gone
    }
  }

  private static String target(Path link) {
    try {
      return Files.readSymbolicLink(link).toString();
    } catch (IOException e) {
      return "";
    }
  }
}
