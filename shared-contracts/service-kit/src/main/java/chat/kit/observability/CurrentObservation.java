package chat.kit.observability;

import io.micrometer.context.ThreadLocalAccessor;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.contextpropagation.ObservationThreadLocalAccessor;
import org.jspecify.annotations.Nullable;

/**
 * What the working thread is seen doing. A reactive chain changes threads and sees itself restored
 * at every signal, while it logs and begins something new but seldom. Micrometer's own accessor
 * opens a scope each time, which writes the trace into the fields of all log lines; this one only
 * takes a note, to be read when somebody asks.
 */
final class CurrentObservation implements ThreadLocalAccessor<Observation> {
  private static final ThreadLocal<@Nullable Observation> NOTE = new ThreadLocal<>();

  /** All of them share the thread's scope. */
  private static final ObservationRegistry SCOPES = ObservationRegistry.create();

  /** Absent where no chain has noted one, even within a scope: that is in the log's fields. */
  static @Nullable Observation noted() {
    return NOTE.get();
  }

  @Override
  public Object key() {
    return ObservationThreadLocalAccessor.KEY;
  }

  @Override
  public @Nullable Observation getValue() {
    Observation noted = NOTE.get();
    return noted == null ? SCOPES.getCurrentObservation() : noted;
  }

  @Override
  public void setValue(Observation observation) {
    NOTE.set(observation);
  }

  @Override
  public void setValue() {
    NOTE.remove();
  }
}
