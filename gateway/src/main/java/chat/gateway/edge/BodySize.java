package chat.gateway.edge;

import chat.gateway.table.RoutingTable;
import chat.gateway.table.Row;
import chat.gateway.table.TableSettings;
import chat.kit.problem.Problem;
import chat.wire.ProblemType;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Refuses a body that is larger than its row of the table allows, as announced or as it comes; and
 * one that stands still on its way.
 */
@Component
@Order(BodySize.ORDER)
final class BodySize implements WebFilter {
  /** After the door, which knows the row, and before security. */
  static final int ORDER = -240;

  private final DataSize usual;
  private final Duration patience;

  BodySize(TableSettings table, EdgeSettings settings) {
    this.usual = table.largest();
    this.patience = settings.body();
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    Row row = RoutingTable.rowOf(exchange);
    HttpHeaders headers = exchange.getRequest().getHeaders();
    long announced = headers.getContentLength();
    if (row == null
        || announced == 0
        || (announced < 0 && !headers.containsHeader(HttpHeaders.TRANSFER_ENCODING))) {
      return chain.filter(exchange);
    }
    DataSize largest = row.largest() == null ? usual : row.largest();
    return announced > largest.toBytes()
        ? Mono.error(tooLarge(largest))
        : chain.filter(
            exchange.mutate().request(new Watched(exchange.getRequest(), largest)).build());
  }

  private static Problem tooLarge(DataSize largest) {
    return Problem.of(
            ProblemType.PAYLOAD_TOO_LARGE,
            "At this address a body may have %d bytes.".formatted(largest.toBytes()))
        .header(HttpHeaders.CONNECTION, "close");
  }

  /** A body whose length is known at its end only. */
  private final class Watched extends ServerHttpRequestDecorator {
    private final DataSize largest;

    Watched(ServerHttpRequest request, DataSize largest) {
      super(request);
      this.largest = largest;
    }

    @Override
    public Flux<DataBuffer> getBody() {
      AtomicLong left = new AtomicLong(largest.toBytes());
      return super.getBody()
          .timeout(patience, Flux.error(BodySize.this::stoodStill))
          .handle(
              (part, sink) -> {
                if (left.addAndGet(-part.readableByteCount()) < 0) {
                  DataBufferUtils.release(part);
                  sink.error(tooLarge(largest));
                } else {
                  sink.next(part);
                }
              });
    }
  }

  private Problem stoodStill() {
    return Problem.of(
            ProblemType.MALFORMED_REQUEST,
            "Nothing more of the body came for %d s.".formatted(patience.toSeconds()))
        .header(HttpHeaders.CONNECTION, "close");
  }
}
