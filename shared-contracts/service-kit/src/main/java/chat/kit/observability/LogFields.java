package chat.kit.observability;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.status.StatusListener;
import ch.qos.logback.core.status.StatusManager;
import io.micrometer.tracing.TraceContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** The fields of a log line, looked up when a line is written and not before. */
@SuppressWarnings("unchecked") // of an inherited method: Logback declares it without its types
final class LogFields extends LogbackMDCAdapter {
  /** For all application contexts of this JVM; again is no harm. */
  static void install() {
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext logback
        && !(logback.getMDCAdapter() instanceof LogFields)) {
      // it warns of a second adapter, which is what is wanted here
      StatusManager status = logback.getStatusManager();
      List<StatusListener> listeners = status.getCopyOfStatusListenerList();
      listeners.forEach(status::remove);
      logback.setMDCAdapter(new LogFields());
      listeners.forEach(status::add);
    }
  }

  static Map<String, String> of(TraceContext trace) {
    return Map.of("traceId", trace.traceId(), "spanId", trace.spanId());
  }

  @Override
  public Map<String, String> getPropertyMap() {
    Map<String, String> fields = new HashMap<>();
    @Nullable Map<String, String> put = MDC.getCopyOfContextMap();
    fields.putAll(Objects.requireNonNullElseGet(put, Map::of));
    TraceId.noted().map(LogFields::of).ifPresent(fields::putAll);
    for (String field : List.of(LogContext.USER, LogContext.ROOM)) {
      @Nullable String value = LogContext.ofThread(field);
      if (value != null) {
        fields.put(field, value);
      }
    }
    return fields;
  }
}
