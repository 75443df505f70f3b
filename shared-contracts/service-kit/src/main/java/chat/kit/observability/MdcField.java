package chat.kit.observability;

import io.micrometer.context.ThreadLocalAccessor;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** Carries one field of the log lines from Reactor's context to whatever thread is working. */
record MdcField(String field) implements ThreadLocalAccessor<String> {
  @Override
  public Object key() {
    return LogContext.key(field);
  }

  @Override
  public @Nullable String getValue() {
    return MDC.get(field);
  }

  @Override
  public void setValue(String value) {
    MDC.put(field, value);
  }

  @Override
  public void setValue() {
    MDC.remove(field);
  }
}
