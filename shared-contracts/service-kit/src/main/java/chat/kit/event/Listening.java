package chat.kit.event;

import io.micrometer.core.instrument.MeterRegistry;

/** What all listeners of a service have in common. */
record Listening(
    Topology topology, MessagingSettings settings, ListenerTraces traces, MeterRegistry registry) {

  ListenerMeters meters(String queue) {
    return new ListenerMeters(registry, queue);
  }
}
