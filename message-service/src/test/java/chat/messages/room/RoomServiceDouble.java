package chat.messages.room;

import chat.wire.Role;
import chat.wire.RoomDetails;
import chat.wire.RoomId;
import chat.wire.RoomKind;
import chat.wire.UserRef;
import chat.wire.internal.CodeEntry;
import chat.wire.internal.Membership;
import chat.wire.internal.OpenedRoom;
import chat.wire.internal.RoomFeed;
import chat.wire.internal.RoomOpening;
import chat.wire.internal.RoomSnapshot;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.json.JsonMapper;

/** A room-service that answers for the memberships a test has given it, and knows no other room. */
public final class RoomServiceDouble {
  private static final RoomServiceDouble SHARED = new RoomServiceDouble();

  private final Map<String, Membership> memberships = new ConcurrentHashMap<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final Map<String, OpenedRoom> codes = new ConcurrentHashMap<>();
  private final List<RoomSnapshot> feed = new CopyOnWriteArrayList<>();
  private final HttpServer server;
  private volatile boolean failing;

  private RoomServiceDouble() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/internal/rooms/", this::answer);
    server.createContext("/internal/rooms", this::rooms);
    server.createContext("/internal/codes/", this::code);
    server.start();
  }

  public static RoomServiceDouble shared() {
    return SHARED;
  }

  public String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  void say(Membership membership) {
    memberships.put(path(membership), membership);
  }

  /** From now on these are all rooms there are, told one by one. */
  void feed(RoomSnapshot... rooms) {
    feed.clear();
    feed.addAll(List.of(rooms));
  }

  void fail(boolean now) {
    failing = now;
  }

  long asked(Membership about) {
    return asked.stream().filter(path(about)::equals).count();
  }

  private static String path(Membership about) {
    return "/internal/rooms/%s/members/%s".formatted(about.room(), about.user().id());
  }

  /** From now on this code opens the room to whoever knows it. */
  public OpenedRoom openByCode(String code, RoomId room, RoomDetails details) {
    OpenedRoom opened =
        new OpenedRoom(room, 1, details, code, Instant.parse("2026-01-01T12:00:00Z"));
    codes.put(code, opened);
    return opened;
  }

  private void rooms(HttpExchange exchange) throws IOException {
    if (exchange.getRequestMethod().equals("POST")) {
      RoomOpening opening =
          JsonMapper.shared().readValue(exchange.getRequestBody(), RoomOpening.class);
      RoomId room = new RoomId(UUID.randomUUID());
      String code = "C" + room.toString().substring(0, 7);
      RoomDetails details = new RoomDetails(RoomKind.AD_HOC, "A room", null);
      enter(exchange, openByCode(code, room, details), opening.by(), Role.OWNER);
    } else {
      feed(exchange);
    }
  }

  private void code(HttpExchange exchange) throws IOException {
    String[] path = exchange.getRequestURI().getPath().split("/", -1);
    CodeEntry entry = JsonMapper.shared().readValue(exchange.getRequestBody(), CodeEntry.class);
    OpenedRoom room = codes.get(path[3]);
    if (room == null) {
      write(exchange, 404, Map.of("type", "/problems/room-not-found", "detail", "Wrong code."));
    } else if (path.length > 4) {
      enter(exchange, room, entry.user(), Role.MEMBER);
    } else {
      write(exchange, 200, room);
    }
  }

  private void enter(HttpExchange exchange, OpenedRoom room, UserRef user, Role role)
      throws IOException {
    say(new Membership(room.room(), 1, room.details(), false, user, role, null));
    write(exchange, 200, room);
  }

  private static void write(HttpExchange exchange, int status, Object body) throws IOException {
    byte[] bytes = JsonMapper.shared().writeValueAsString(body).getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private void feed(HttpExchange exchange) throws IOException {
    List<String> ids = feed.stream().map(room -> room.room().toString()).toList();
    String query = String.valueOf(exchange.getRequestURI().getQuery());
    int next = query.startsWith("after=") ? ids.indexOf(query.substring(6)) + 1 : 0;
    List<RoomSnapshot> page = next < feed.size() ? List.of(feed.get(next)) : List.of();
    byte[] body =
        JsonMapper.shared()
            .writeValueAsString(new RoomFeed(page, page.isEmpty() ? null : page.getFirst().room()))
            .getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(failing ? 503 : 200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    asked.add(path);
    Membership membership = memberships.get(path);
    if (failing || exchange.getRequestHeaders().getFirst("Authorization") == null) {
      exchange.sendResponseHeaders(failing ? 503 : 401, -1);
    } else if (membership == null) {
      exchange.sendResponseHeaders(404, -1);
    } else {
      byte[] body =
          JsonMapper.shared().writeValueAsString(membership).getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
    exchange.close();
  }
}
