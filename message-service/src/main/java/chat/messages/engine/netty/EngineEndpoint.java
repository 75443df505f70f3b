package chat.messages.engine.netty;

import chat.messages.engine.Refusal;
import chat.messages.engine.Session;
import chat.messages.engine.Sessions;
import chat.messages.engine.Visitor;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/** The one address of Engine.IO: it finds out what a request is and hands it to its transport. */
public final class EngineEndpoint
    implements BiFunction<HttpServerRequest, HttpServerResponse, Publisher<Void>> {
  private final Sessions sessions;
  private final Origins origins;
  private final Polling polling;
  private final WebSockets webSockets;
  private final Map<EventLoop, Gate> gates = new ConcurrentHashMap<>();

  /**
   * @param origins the other sites whose pages may use it; a star stands for all of them
   */
  public EngineEndpoint(Sessions sessions, List<String> origins) {
    this.sessions = sessions;
    this.origins = new Origins(origins);
    this.polling = new Polling(sessions);
    this.webSockets = new WebSockets(sessions);
  }

  @Override
  public Publisher<Void> apply(HttpServerRequest request, HttpServerResponse response) {
    if (request.method().equals(HttpMethod.OPTIONS)) {
      origins.preflight(request, response);
      return response.status(HttpResponseStatus.NO_CONTENT).send();
    }
    origins.allow(request, response);
    QueryStringDecoder query = new QueryStringDecoder(request.uri());
    if (!"4".equals(parameter(query, "EIO"))) {
      return refuse(response, Refusal.UNSUPPORTED_VERSION);
    }
    String sid = parameter(query, "sid");
    return switch (parameter(query, "transport")) {
      case "polling" -> sid == null ? open(request, response) : polled(sid, request, response);
      case "websocket" -> webSocket(sid, request, response);
      case null, default -> refuse(response, Refusal.UNKNOWN_TRANSPORT);
    };
  }

  private Publisher<Void> open(HttpServerRequest request, HttpServerResponse response) {
    if (!request.method().equals(HttpMethod.GET)) {
      return refuse(response, Refusal.BAD_METHOD);
    }
    return admitted(response, answer -> polling.open(visitor(request), answer));
  }

  private Publisher<Void> polled(
      String sid, HttpServerRequest request, HttpServerResponse response) {
    Session session = sessions.find(sid);
    if (session == null) {
      return refuse(response, Refusal.UNKNOWN_SID);
    }
    if (request.method().equals(HttpMethod.GET)) {
      return polling.poll(session, response);
    }
    return request.method().equals(HttpMethod.POST)
        ? polling.post(session, request, response)
        : refuse(response, Refusal.BAD_METHOD);
  }

  private Publisher<Void> webSocket(
      @Nullable String sid, HttpServerRequest request, HttpServerResponse response) {
    if (!request.method().equals(HttpMethod.GET)) {
      return refuse(response, Refusal.BAD_METHOD);
    }
    if (!request
        .requestHeaders()
        .containsValue(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true)) {
      return refuse(response, Refusal.BAD_REQUEST);
    }
    if (sid == null) {
      return admitted(response, answer -> webSockets.open(visitor(request), request, answer));
    }
    Session session = sessions.find(sid);
    return session == null
        ? refuse(response, Refusal.UNKNOWN_SID)
        : webSockets.upgrade(session, request, response);
  }

  /** The gateway sets the header afresh; whoever comes without it came directly. */
  private static Visitor visitor(HttpServerRequest request) {
    String forwarded = request.requestHeaders().get("X-Forwarded-For");
    InetSocketAddress direct = request.remoteAddress();
    String address =
        forwarded == null && direct != null ? direct.getAddress().getHostAddress() : forwarded;
    return new Visitor(address, request.requestHeaders().get(HttpHeaderNames.USER_AGENT));
  }

  /** A newcomer waits for its turn on its own event loop, where everything of it happens. */
  private Publisher<Void> admitted(
      HttpServerResponse response, Function<HttpServerResponse, Publisher<Void>> open) {
    long came = sessions.admission().now();
    Optional<Duration> turn = sessions.isFull() ? Optional.empty() : sessions.admission().turn();
    return turn.map(
            wait -> after(wait, response).then(Mono.defer(() -> enter(came, response, open))))
        .orElseGet(() -> Mono.from(refuse(response, Refusal.TOO_MANY_SESSIONS)));
  }

  /** For whom the line took too long, or was there in vain, is told to come back later. */
  private Mono<Void> enter(
      long came, HttpServerResponse response, Function<HttpServerResponse, Publisher<Void>> open) {
    return Mono.from(
        sessions.admission().isTooLong(came) || sessions.isFull()
            ? refuse(response, Refusal.TOO_MANY_SESSIONS)
            : open.apply(response));
  }

  private Mono<Void> after(Duration wait, HttpServerResponse response) {
    return Mono.create(
        sink ->
            response.withConnection(
                connection -> {
                  EventLoop loop = connection.channel().eventLoop();
                  Future<?> turn =
                      loop.schedule(
                          () -> gates.computeIfAbsent(loop, Gate::new).pass(sink::success),
                          wait.toNanos(),
                          TimeUnit.NANOSECONDS);
                  sink.onCancel(() -> turn.cancel(false));
                }));
  }

  private static @Nullable String parameter(QueryStringDecoder query, String name) {
    List<String> values = query.parameters().get(name);
    return values == null ? null : values.getFirst();
  }

  static Publisher<Void> refuse(HttpServerResponse response, Refusal refusal) {
    return response
        .status(refusal.status())
        .header(HttpHeaderNames.CONTENT_TYPE, HttpHeaderValues.APPLICATION_JSON)
        .sendString(Mono.just(refusal.json()));
  }
}
