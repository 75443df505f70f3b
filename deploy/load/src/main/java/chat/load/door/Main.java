package chat.load.door;

import chat.backing.Database;
import chat.backing.Ports;
import chat.load.broadcast.NodePackages;
import chat.load.rig.Machine;
import chat.load.rig.Node;
import chat.load.rig.Stage;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All ways in, in one run.
 *
 * <p>Arguments: seconds for each figure (8), rounds (1), sockets that hear each message (500),
 * deliveries a second at moderate load (10000), idle sockets (3000), connections that ask for pages
 * (64); none of something: that part is left out. Last, a part of the names of the ways that
 * deliver, for these alone.
 */
final class Main {
  private static final PrintStream OUT = System.out;
  private static final Ports PORTS = new Ports(25_010, 25_011, 25_012);
  private static final int SERVICE = 25_001;
  private static final int GATEWAY = 25_002;
  private static final int STOCK = 25_004;
  private static final int PEER = 25_006;

  private final Stage stage;
  private final Node service;
  private final Node gateway;
  private final Duration time;

  private Main(Stage stage, Node service, Node gateway, Duration time) {
    this.stage = stage;
    this.service = service;
    this.gateway = gateway;
    this.time = time;
  }

  public static void main(String[] arguments) throws Exception {
    Duration time = Duration.ofSeconds(number(arguments, 0, 8));
    int rounds = number(arguments, 1, 1);
    NodePackages.install();
    try (Stage stage = Stage.open(PORTS)) {
      Node service = stage.node("one", SERVICE, Map.of("CHAT_SENDS_PERSECOND", "1000000"));
      service.awaitReady();
      Node gateway = stage.gateway("gateway", GATEWAY, GATEWAY + 1, List.of(service), Map.of());
      gateway.awaitReady();
      Main main = new Main(stage, service, gateway, time);
      History.fill(stage);
      for (int round = 0; round < rounds; round++) {
        OUT.printf("%n%s, logs in %s%n%n", Machine.now(), stage.logs());
        int lines = number(arguments, 5, History.MOST_LINES);
        for (History.Piece piece : lines > 0 ? History.Piece.values() : new History.Piece[0]) {
          main.history(new History(stage, time, piece, lines));
        }
        if (number(arguments, 2, 500) > 0) {
          String ways = arguments.length > 6 ? arguments[6] : "";
          main.deliveries(number(arguments, 2, 500), number(arguments, 3, 10_000), ways);
        }
        OUT.println(Machine.now());
      }
      if (number(arguments, 4, 3000) > 0) {
        main.idle(number(arguments, 4, 3000));
      }
    }
    System.exit(0);
  }

  private void history(History history) throws Exception {
    OUT.print(history.head());
    OUT.println(history.ask("message-service alone", SERVICE, service.pid(), service.pid()));
    OUT.println(history.ask("gateway, message-service", GATEWAY, gateway.pid(), service.pid()));
    try (Peer proxy = Peer.node("proxy.mjs", PEER, service.address())) {
      OUT.println(history.ask("Express proxy, message-service", PEER, proxy.pid(), service.pid()));
    }
    try (Peer express = Peer.node("history.mjs", PEER + 1, url(stage.database()));
        Peer proxy = Peer.node("proxy.mjs", PEER, "http://127.0.0.1:" + express.port())) {
      OUT.println(history.ask("Express proxy, Express", PEER, proxy.pid(), express.pid()));
    }
    Optional<Peer> nginx = Peer.nginx(stage.logs(), PEER + 2, SERVICE);
    if (nginx.isPresent()) {
      try (Peer peer = nginx.get()) {
        OUT.println(history.ask("nginx, message-service", peer.port(), peer.pid(), service.pid()));
      }
    }
    OUT.println();
  }

  private static String url(Database database) {
    return database
        .jdbcUrl()
        .replaceFirst(
            "^jdbc:postgresql://",
            "postgresql://" + database.user() + ":" + database.password() + "@")
        .replaceFirst("\\?.*", "");
  }

  private void deliveries(int sockets, double perSecond, String ways) throws Exception {
    Deliveries deliveries = new Deliveries(stage, sockets, perSecond, time, ways);
    OUT.printf(Deliveries.HEAD, sockets);
    long behind = service.pid();
    deliveries.hear("direct", SERVICE, behind, behind).forEach(OUT::println);
    deliveries.hear("gateway", GATEWAY, gateway.pid(), behind).forEach(OUT::println);
    try (Peer talk =
            Peer.node("talk.mjs", PEER + 1, url(stage.database()), stage.backing().redis().url());
        Peer proxy = Peer.node("proxy.mjs", PEER, "http://127.0.0.1:" + talk.port())) {
      deliveries.hear("Node", talk.port(), talk.pid(), talk.pid()).forEach(OUT::println);
      deliveries.hear("Express proxy, Node", PEER, proxy.pid(), talk.pid()).forEach(OUT::println);
    }
    Optional<Peer> nginx = Peer.nginx(stage.logs(), PEER, SERVICE);
    if (nginx.isEmpty()) {
      OUT.println("nginx is not on the path: apt-get install --no-install-recommends nginx-light");
      return;
    }
    try (Peer peer = nginx.get()) {
      deliveries.hear("nginx", peer.port(), peer.pid(), behind).forEach(OUT::println);
    }
    OUT.println();
  }

  private void idle(int many) throws Exception {
    Deliveries deliveries = new Deliveries(stage, many, 0, time, "");
    OUT.printf("| idle sockets | | KB of live heap each | lost |%n|---|---|---|---|%n");
    OUT.println(deliveries.weigh("gateway's tunnel", GATEWAY, gateway.pid(), many));
    Node stock =
        stage.gateway(
            "stock",
            STOCK,
            STOCK + 1,
            List.of(service),
            Map.of("CHAT_GATEWAY_TUNNEL_ENABLED", "false"));
    stock.awaitReady();
    OUT.println(deliveries.weigh("stock route", STOCK, stock.pid(), many));
  }

  private static int number(String[] arguments, int which, int otherwise) {
    return arguments.length > which ? Integer.parseInt(arguments[which]) : otherwise;
  }
}
