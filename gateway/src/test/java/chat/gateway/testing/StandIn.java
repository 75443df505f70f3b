package chat.gateway.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelOption;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import tools.jackson.databind.json.JsonMapper;

/**
 * Stands in for an instance of a service: it answers with what it was asked, and on a WebSocket
 * with what it was told.
 */
public final class StandIn {
  private static final JsonMapper JSON = new JsonMapper();

  private final String name;
  private final DisposableServer server;
  private final AtomicInteger asked = new AtomicInteger();
  private volatile String node = UUID.randomUUID().toString();
  private volatile Mood mood = Mood.WELL;
  private final SocketTalk talk = new SocketTalk();

  /** How it behaves. */
  public enum Mood {
    WELL,
    /** Takes the request and never answers. */
    HANGING,
    /** Takes the request and drops the connection. */
    BREAKING,
    /** Takes the request and resets the connection, as a machine does whose process has died. */
    RESETTING,
    /** Says that it is too much before all of it has come, and listens on for a moment. */
    REFUSING,
    /** Says that it is not ready, and fails whatever else it is asked. */
    UNREADY
  }

  StandIn(String name) {
    this.name = name;
    this.server = HttpServer.create().host("127.0.0.1").port(0).handle(this::answer).bindNow();
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.port());
  }

  public void be(Mood other) {
    mood = other;
  }

  /** What it calls itself, until it is restarted. */
  public String node() {
    return node;
  }

  public void restart() {
    node = UUID.randomUUID().toString();
  }

  public SocketTalk sockets() {
    return talk;
  }

  /** How many requests have reached it, apart from the question for its name. */
  public int asked() {
    return asked.get();
  }

  private Publisher<Void> answer(HttpServerRequest request, HttpServerResponse response) {
    if (request.uri().equals("/actuator/info")) {
      return response
          .header("Content-Type", "application/json")
          .sendString(Mono.just("{\"node\": \"" + node + "\"}"));
    }
    asked.incrementAndGet();
    return switch (mood) {
      case WELL ->
          request.requestHeaders().contains("Upgrade")
              ? talk.answer(request, response)
              : response
                  .header("Content-Type", "application/json")
                  // what it says to whoever is at the other end of this very connection
                  .header("Connection", "X-Of-The-Service")
                  .header("X-Of-The-Service", "for the gateway")
                  .header("Proxy-Authenticate", "Basic")
                  .header("X-For-All", "from the service")
                  .sendString(echo(request));
      case HANGING -> Mono.never();
      case BREAKING -> Mono.fromRunnable(() -> request.withConnection(Connection::dispose));
      case RESETTING -> Mono.fromRunnable(() -> request.withConnection(StandIn::reset));
      case REFUSING ->
          response
              .status(413)
              .header("Connection", "close")
              .header("Content-Length", "2")
              .send(
                  Flux.just(Unpooled.copiedBuffer("no", ISO_8859_1))
                      .concatWith(
                          request
                              .receive()
                              .takeUntilOther(Mono.delay(Duration.ofSeconds(1)))
                              .onErrorComplete()
                              .ignoreElements()
                              .then(Mono.empty())),
                  sent -> true);
      case UNREADY -> response.status(503).send();
    };
  }

  private static void reset(Connection connection) {
    connection.channel().config().setOption(ChannelOption.SO_LINGER, 0);
    connection.dispose();
  }

  private Mono<String> echo(HttpServerRequest request) {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    request.requestHeaders().forEach(header -> headers.put(header.getKey(), header.getValue()));
    return request
        .receive()
        .aggregate()
        .asString()
        .defaultIfEmpty("")
        .map(body -> new Seen(name, request.method().name(), request.uri(), body, headers))
        .map(JSON::writeValueAsString);
  }

  /**
   * What reached the service.
   *
   * @param uri path and query as they stood in the request line
   */
  public record Seen(
      String service, String method, String uri, String body, Map<String, String> headers) {}
}
