package chat.messages.guest;

import chat.kit.testing.TestIdentity;
import chat.wire.SessionId;
import chat.wire.UserId;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An auth-service, as far as guests are concerned. */
public final class AuthServiceDouble {
  private static final AuthServiceDouble SHARED = new AuthServiceDouble();
  private static final JsonMapper JSON = JsonMapper.shared();

  private record Known(UserId user, SessionId session) {}

  private final Map<String, Known> byRefreshToken = new ConcurrentHashMap<>();
  private final Map<UserId, String> names = new ConcurrentHashMap<>();
  private final List<String> made = new CopyOnWriteArrayList<>();
  private final HttpServer server;
  private volatile Duration tokenLife = Duration.ofMinutes(10);

  private AuthServiceDouble() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/internal/guests", this::guests);
    server.createContext("/api/v1/auth/refresh", this::refresh);
    server.start();
  }

  public static AuthServiceDouble shared() {
    return SHARED;
  }

  public String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** The names with which guests were made, in their order. */
  public List<String> made() {
    return made;
  }

  public String nameOf(UserId guest) {
    return names.getOrDefault(guest, "");
  }

  public void giveTokensFor(Duration life) {
    tokenLife = life;
  }

  private void guests(HttpExchange exchange) throws IOException {
    JsonNode body = JSON.readTree(exchange.getRequestBody());
    if (exchange.getRequestHeaders().getFirst("Authorization") == null) {
      answer(exchange, 401, Map.of());
    } else if (exchange.getRequestMethod().equals("PUT")) {
      UserId guest = UserId.of(exchange.getRequestURI().getPath().split("/", -1)[3]);
      String name = body.path("nickname").asString().strip();
      names.put(guest, name);
      answer(exchange, 200, Map.of("id", guest, "displayName", name));
    } else if (body.path("nickname").asString("").length() > 40) {
      answer(exchange, 400, Map.of("type", "/problems/invalid-request", "detail", "nickname: no."));
    } else {
      Known guest = new Known(new UserId(UUID.randomUUID()), new SessionId(UUID.randomUUID()));
      String name = body.path("nickname").asString("Guest 4821");
      names.put(guest.user(), name);
      made.add(name);
      answer(exchange, 201, passes(guest));
    }
  }

  private void refresh(HttpExchange exchange) throws IOException {
    JsonNode body = JSON.readTree(exchange.getRequestBody());
    Known guest = byRefreshToken.remove(body.path("refreshToken").asString());
    if (guest == null) {
      answer(exchange, 401, Map.of("type", "/problems/session-revoked"));
    } else {
      answer(exchange, 200, passes(guest));
    }
  }

  private Map<String, String> passes(Known guest) {
    String refresh = UUID.randomUUID().toString();
    byRefreshToken.put(refresh, guest);
    String access =
        TestIdentity.shared()
            .user(guest.user(), nameOf(guest.user()))
            .session(guest.session())
            .claim("kind", "guest")
            .expiresIn(tokenLife)
            .signed();
    return Map.of("accessToken", access, "refreshToken", refresh, "tokenType", "Bearer");
  }

  private static void answer(HttpExchange exchange, int status, Object body) throws IOException {
    byte[] bytes = JSON.writeValueAsString(body).getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
