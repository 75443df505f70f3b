package chat.messages.live;

import chat.wire.UserId;
import chat.wire.internal.ConnectionReport;
import chat.wire.internal.ConnectionReport.Connection;
import chat.wire.internal.ReportReceipt;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;

/** A presence-service that keeps what it is told, and can forget it. */
public final class PresenceServiceDouble {
  private static final PresenceServiceDouble SHARED = new PresenceServiceDouble();
  private static final long LEASE = 3_000;

  private final Map<String, Map<String, Connection>> nodes = new HashMap<>();
  private final Set<String> known = new HashSet<>();
  private final HttpServer server;
  private volatile boolean away;

  private PresenceServiceDouble() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/internal/connections", this::take);
    server.start();
  }

  public static PresenceServiceDouble shared() {
    return SHARED;
  }

  public String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  synchronized List<Connection> of(UserId user) {
    return nodes.values().stream()
        .flatMap(node -> node.values().stream())
        .filter(connection -> connection.user().equals(user))
        .toList();
  }

  synchronized void forgetAll() {
    nodes.clear();
    known.clear();
  }

  void goAway() {
    away = true;
  }

  void comeBack() {
    away = false;
  }

  private void take(HttpExchange exchange) throws IOException {
    ConnectionReport report =
        JsonMapper.shared().readValue(exchange.getRequestBody(), ConnectionReport.class);
    byte[] receipt =
        JsonMapper.shared()
            .writeValueAsString(away ? Map.of() : take(report))
            .getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(away ? 503 : 200, receipt.length);
    exchange.getResponseBody().write(receipt);
    exchange.close();
  }

  private synchronized ReportReceipt take(ConnectionReport report) {
    boolean resend = !report.complete() && !known.contains(report.node());
    known.add(report.node());
    Map<String, Connection> node = nodes.computeIfAbsent(report.node(), name -> new HashMap<>());
    if (report.complete()) {
      node.clear();
    }
    report.closed().forEach(node::remove);
    report.opened().forEach(connection -> node.put(connection.id(), connection));
    return new ReportReceipt(resend, LEASE);
  }
}
