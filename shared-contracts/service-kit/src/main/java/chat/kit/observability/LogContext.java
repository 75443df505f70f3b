package chat.kit.observability;

import chat.wire.RoomId;
import io.micrometer.tracing.TraceContext;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.web.server.ServerWebExchange;
import reactor.util.context.Context;
import reactor.util.context.ContextView;

/**
 * Names the user and the room that the log lines of a reactive chain are about: {@code
 * .contextWrite(LogContext.room(id))}.
 */
public final class LogContext {
  static final String USER = "user";
  static final String ROOM = "room";
  static final String TRACE = "traceId";
  static final String SPAN = "spanId";

  private LogContext() {}

  public static ContextView user(String user) {
    return Context.of(key(USER), user);
  }

  public static ContextView room(RoomId room) {
    return Context.of(key(ROOM), room.toString());
  }

  /** Runs something that logs about a request where the request's own context is out of reach. */
  public static void run(ServerWebExchange exchange, Runnable logging) {
    Map<String, String> before = MDC.getCopyOfContextMap();
    try {
      Optional<TraceContext> trace = TraceId.trace(exchange);
      trace.ifPresent(t -> MDC.put(TRACE, t.traceId()));
      trace.ifPresent(t -> MDC.put(SPAN, t.spanId()));
      LogContextFilter.fields(exchange).forEach(MDC::put);
      logging.run();
    } finally {
      restore(before);
    }
  }

  private static void restore(@Nullable Map<String, String> before) {
    if (before == null) {
      MDC.clear();
    } else {
      MDC.setContextMap(before);
    }
  }

  static String key(String field) {
    return "chat.log." + field;
  }
}
