package chat.messages.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** A clock that goes only when it is told to. */
public final class ManualTimers implements Timers {
  private final List<Alarm> alarms = new ArrayList<>();
  private long now;

  private record Alarm(long at, Runnable task) {}

  @Override
  public long now() {
    return now;
  }

  @Override
  public Timer after(Duration delay, Runnable task) {
    Alarm alarm = new Alarm(now + delay.toNanos(), task);
    alarms.add(alarm);
    return () -> alarms.remove(alarm);
  }

  public void pass(Duration time) {
    long end = now + time.toNanos();
    for (Optional<Alarm> next = due(end); next.isPresent(); next = due(end)) {
      alarms.remove(next.get());
      now = Math.max(now, next.get().at());
      next.get().task().run();
    }
    now = end;
  }

  /** Time passes, but the alarms are late. */
  void passUnnoticed(Duration time) {
    now += time.toNanos();
  }

  /** Whether nothing is to be done any more. */
  public boolean isEmpty() {
    return alarms.isEmpty();
  }

  private Optional<Alarm> due(long end) {
    return alarms.stream()
        .filter(alarm -> alarm.at() <= end)
        .min(Comparator.comparingLong(Alarm::at));
  }
}
