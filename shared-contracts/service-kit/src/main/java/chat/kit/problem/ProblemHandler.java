package chat.kit.problem;

import chat.kit.observability.LogContext;
import chat.kit.observability.TraceId;
import chat.wire.ProblemType;
import io.netty.channel.Channel;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.webflux.error.ErrorWebExceptionHandler;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.util.DisconnectedClientHelper;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerRequest;
import tools.jackson.databind.json.JsonMapper;

/**
 * The one place where an error becomes an answer, wherever it was raised: filter, security, routing
 * or controller.
 */
final class ProblemHandler implements ErrorWebExceptionHandler {
  private static final Logger log = LoggerFactory.getLogger(ProblemHandler.class);

  private static final Duration LINGER = Duration.ofSeconds(2);

  private final JsonMapper json;

  ProblemHandler(JsonMapper json) {
    this.json = json;
  }

  @Override
  public Mono<Void> handle(ServerWebExchange exchange, Throwable error) {
    return DisconnectedClientHelper.isClientDisconnectedException(error)
        ? connected(exchange.getRequest())
            .flatMap(connected -> connected ? answer(exchange, error) : gone(exchange, error))
        : answer(exchange, error);
  }

  private Mono<Void> answer(ServerWebExchange exchange, Throwable error) {
    if (exchange.getResponse().isCommitted()) {
      return Mono.error(error);
    }
    Problem problem = Problems.of(error);
    LogContext.run(exchange, () -> log(exchange, problem, error));
    return write(exchange, problem);
  }

  private static Mono<Void> gone(ServerWebExchange exchange, Throwable error) {
    log.debug("The client of {} has gone away", exchange.getRequest().getPath(), error);
    return Mono.empty();
  }

  /**
   * Whether the client is still there. A broken connection looks the same whichever end of ours it
   * was, and only the client's own channel tells; it does so once it has been closed, which is
   * after the error was raised.
   */
  private static Mono<Boolean> connected(ServerHttpRequest request) {
    if (!(ServerHttpRequestDecorator.getNativeRequest(request) instanceof HttpServerRequest http)) {
      return Mono.just(true);
    }
    return Mono.create(
        sink ->
            http.withConnection(
                connection -> {
                  Channel channel = connection.channel();
                  channel.eventLoop().execute(() -> sink.success(channel.isActive()));
                }));
  }

  private Mono<Void> write(ServerWebExchange exchange, Problem problem) {
    ServerHttpResponse response = exchange.getResponse();
    byte[] body = json.writeValueAsBytes(document(exchange, problem));
    HttpHeaders headers = response.getHeaders();
    // what the handler meant to send is void, be it a content type, an ETag or an encoding
    headers.remove(HttpHeaders.CONTENT_ENCODING);
    headers.remove(HttpHeaders.ETAG);
    headers.putAll(problem.getHeaders());
    headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
    headers.setContentLength(body.length);
    headers.setCacheControl("no-store");
    response.setStatusCode(HttpStatusCode.valueOf(problem.type().status()));
    Mono<DataBuffer> buffer = Mono.just(response.bufferFactory().wrap(body));
    return closes(headers)
        ? response.writeAndFlushWith(Flux.just(buffer, stillComing(exchange.getRequest())))
        : response.writeWith(buffer);
  }

  private static boolean closes(HttpHeaders answer) {
    return answer.getConnection().contains("close");
  }

  /**
   * A connection that is closed while its client still sends is reset, and takes the answer with
   * it. So the answer goes out, and what comes is thrown away for a moment.
   */
  private static Flux<DataBuffer> stillComing(ServerHttpRequest request) {
    return request
        .getBody()
        .doOnNext(DataBufferUtils::release)
        .takeUntilOther(Mono.delay(LINGER))
        .onErrorComplete() // it was being read already, or is broken off
        .ignoreElements()
        .flux();
  }

  private static Map<String, Object> document(ServerWebExchange exchange, Problem problem) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("type", problem.type().uri());
    document.put("title", problem.type().title());
    document.put("status", problem.type().status());
    if (problem.detail() != null) {
      document.put("detail", problem.detail());
    }
    document.put("instance", exchange.getRequest().getPath().value());
    TraceId.of(exchange).ifPresent(id -> document.put("traceId", id));
    if (problem.getBody().getProperties() != null) {
      document.putAll(problem.getBody().getProperties());
    }
    return document;
  }

  private static void log(ServerWebExchange exchange, Problem problem, Throwable error) {
    String request = exchange.getRequest().getMethod() + " " + exchange.getRequest().getPath();
    if (problem.type() == ProblemType.INTERNAL) {
      LogContext.run(exchange, () -> log.error("{} failed", request, error));
    } else if (problem.type().status() >= 500 && problem != error) {
      LogContext.run(
          exchange,
          () -> log.warn("{} answered {}: {}", request, problem.type().status(), cause(problem)));
    } else {
      log.debug("{} refused: {}", request, problem.getMessage());
    }
  }

  /** In one line: which part is away is said, and where in our code it was noticed is no news. */
  private static String cause(Problem problem) {
    return String.valueOf(problem.getCause());
  }
}
