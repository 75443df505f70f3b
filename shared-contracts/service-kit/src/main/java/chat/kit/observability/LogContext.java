package chat.kit.observability;

import chat.wire.RoomId;
import io.micrometer.context.ContextRegistry;
import io.micrometer.context.ContextSnapshotFactory;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.security.core.context.SecurityContext;
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

  private static final Map<String, ThreadLocal<@Nullable String>> OF_THREAD =
      Map.of(USER, new ThreadLocal<>(), ROOM, new ThreadLocal<>());

  private static final ContextSnapshotFactory NOTHING_ELSE =
      ContextSnapshotFactory.builder().clearMissing(true).build();

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
    try (var scope = NOTHING_ELSE.setThreadLocalsFrom(fields(exchange))) {
      TraceId.trace(exchange).ifPresent(trace -> LogFields.of(trace).forEach(MDC::put));
      logging.run();
    } finally {
      MDC.setContextMap(Objects.requireNonNullElseGet(before, Map::of));
    }
  }

  /** The same about a chain that carries no notes from thread to thread. */
  public static void run(ContextView chain, Runnable logging) {
    try (var scope = NOTHING_ELSE.setThreadLocalsFrom(chain)) {
      logging.run();
    }
  }

  private static ContextView fields(ServerWebExchange exchange) {
    return put(Context.empty(), LogContextFilter.fields(exchange));
  }

  static Context put(Context context, Map<String, String> fields) {
    Context described = context;
    for (Map.Entry<String, String> field : fields.entrySet()) {
      described = described.put(key(field.getKey()), field.getValue());
    }
    return described;
  }

  /**
   * Lets the threads of a chain know what it is about, each with a note that costs next to nothing
   * until a line is logged. Who calls is asked of the exchange, never of the thread, so Spring
   * Security's accessors have nothing to carry.
   */
  static void followChains() {
    ContextRegistry registry = ContextRegistry.getInstance();
    registry.removeThreadLocalAccessor((Object) SecurityContext.class);
    registry.removeThreadLocalAccessor((Object) SecurityContext.class.getName());
    registry.registerThreadLocalAccessor(new CurrentObservation());
    OF_THREAD.forEach((field, note) -> registry.registerThreadLocalAccessor(key(field), note));
    LogFields.install();
  }

  /** What the working thread's chain is about, by the names of the log's fields. */
  static @Nullable String ofThread(String field) {
    return Objects.requireNonNull(OF_THREAD.get(field)).get();
  }

  static String key(String field) {
    return "chat.log." + field;
  }
}
