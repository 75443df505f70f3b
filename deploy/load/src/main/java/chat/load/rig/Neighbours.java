package chat.load.rig;

import static java.nio.charset.StandardCharsets.UTF_8;

import chat.wire.Role;
import chat.wire.RoomDetails;
import chat.wire.RoomId;
import chat.wire.RoomKind;
import chat.wire.UserId;
import chat.wire.UserKind;
import chat.wire.UserRef;
import chat.wire.internal.Membership;
import chat.wire.internal.ReportReceipt;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.function.Function;
import tools.jackson.databind.json.JsonMapper;

/**
 * Stands in for auth-service, room-service and presence-service: it grants every service its token,
 * whoever it is asked about is a member of whatever room, and it hears who is connected.
 */
final class Neighbours implements AutoCloseable {
  private static final int BACKLOG = 1024;
  private static final String RECEIVED =
      JsonMapper.shared().writeValueAsString(new ReportReceipt(false, 30_000));

  private final Tokens tokens = new Tokens();
  private final HttpServer server;

  Neighbours() {
    try {
      server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    on("/.well-known/jwks.json", path -> tokens.keys());
    on("/oauth2/token", path -> grant());
    on("/internal/rooms/", Neighbours::membership);
    on("/internal/connections", path -> RECEIVED);
    server.start();
  }

  Tokens tokens() {
    return tokens;
  }

  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void on(String path, Function<String, String> answer) {
    server.createContext(path, exchange -> answer(exchange, answer));
  }

  private static void answer(HttpExchange exchange, Function<String, String> answer)
      throws IOException {
    try (exchange) {
      exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
      byte[] body = answer.apply(exchange.getRequestURI().getPath()).getBytes(UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private String grant() {
    return "{\"access_token\":\"%s\",\"token_type\":\"Bearer\",\"expires_in\":3600}"
        .formatted(tokens.ofService("message-service"));
  }

  /** The path is {@code /internal/rooms/ROOM/members/USER}. */
  private static String membership(String path) {
    String[] parts = path.split("/", -1);
    UserRef user = new UserRef(new UserId(UUID.fromString(parts[5])), "somebody", UserKind.PERSON);
    return JsonMapper.shared()
        .writeValueAsString(
            new Membership(
                new RoomId(UUID.fromString(parts[3])),
                1,
                new RoomDetails(RoomKind.PUBLIC, "A room", null),
                false,
                user,
                Role.MEMBER,
                null));
  }
}
