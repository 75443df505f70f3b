package chat.kit.event;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts what becomes of the events of one queue. */
final class ListenerMeters {
  private static final Logger log = LoggerFactory.getLogger(ListenerMeters.class);

  private final MeterRegistry meters;
  private final String queue;
  private final Set<String> ignoredTypes = ConcurrentHashMap.newKeySet();

  ListenerMeters(MeterRegistry meters, String queue) {
    this.meters = meters;
    this.queue = queue;
  }

  void handled() {
    came("handled");
  }

  /** Delivered again although it had been handled. */
  void duplicate() {
    came("duplicate");
  }

  void dead() {
    came("dead");
  }

  /** No event for this listener: of a newer producer, or let in by a wide key. */
  void ignored(String type) {
    came("ignored");
    if (ignoredTypes.size() < 100 && ignoredTypes.add(type)) {
      log.info("{} takes no notice of events of type {}", queue, type);
    }
  }

  void failed() {
    meters.counter("chat.listener.failures", "queue", queue).increment();
  }

  void retried() {
    meters.counter("chat.listener.retries", "queue", queue).increment();
  }

  private void came(String outcome) {
    meters.counter("chat.listener.events", "queue", queue, "outcome", outcome).increment();
  }
}
