package chat.notifications.room;

import chat.wire.RoomId;
import chat.wire.internal.RoomFeed;
import chat.wire.internal.RoomSnapshot;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** A room-service that tells the rooms a test has given it, one to a page. */
public final class RoomFeedDouble {
  private static final RoomFeedDouble SHARED = new RoomFeedDouble();

  private final HttpServer server;
  private volatile List<RoomSnapshot> rooms = List.of();

  private RoomFeedDouble() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/internal/rooms", this::answer);
    server.start();
  }

  public static RoomFeedDouble shared() {
    return SHARED;
  }

  public String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  void tell(RoomSnapshot... all) {
    rooms = List.of(all);
  }

  private void answer(HttpExchange exchange) throws IOException {
    List<String> ids = rooms.stream().map(room -> room.room().toString()).toList();
    String query = String.valueOf(exchange.getRequestURI().getQuery());
    int next = query.startsWith("after=") ? ids.indexOf(query.substring(6)) + 1 : 0;
    List<RoomSnapshot> page = next < rooms.size() ? List.of(rooms.get(next)) : List.of();
    @Nullable RoomId more = page.isEmpty() ? null : page.getFirst().room();
    byte[] body =
        JsonMapper.shared()
            .writeValueAsString(new RoomFeed(page, more))
            .getBytes(StandardCharsets.UTF_8);
    boolean known = exchange.getRequestHeaders().getFirst("Authorization") != null;
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(known ? 200 : 401, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}
