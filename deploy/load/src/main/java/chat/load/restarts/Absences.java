package chat.load.restarts;

import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * How long clients were away, how late they were back and what took them so long, in milliseconds.
 */
final class Absences {
  private static final long LONGEST = TimeUnit.MINUTES.toMillis(10);

  private final Histogram away = histogram();
  private final Histogram late = histogram();
  private final Histogram attempts = histogram();
  private final Histogram socket = histogram();
  private final Histogram session = histogram();
  private final Histogram room = histogram();

  private static Histogram histogram() {
    return new Histogram(LONGEST, 3);
  }

  /**
   * One return.
   *
   * @param attempts how many connections it took
   * @param socketNanos until the last of them was a socket
   * @param sessionNanos from then on until the server knew who it is
   * @param roomNanos from then on until its room was open
   */
  record Return(
      long awayNanos,
      long lateNanos,
      int attempts,
      long socketNanos,
      long sessionNanos,
      long roomNanos) {}

  synchronized void record(Return back) {
    record(away, back.awayNanos());
    record(late, back.lateNanos());
    attempts.recordValue(back.attempts());
    record(socket, back.socketNanos());
    record(session, back.sessionNanos());
    record(room, back.roomNanos());
  }

  private static void record(Histogram histogram, long nanos) {
    histogram.recordValue(Math.clamp(TimeUnit.NANOSECONDS.toMillis(nanos), 0, LONGEST));
  }

  synchronized void add(Absences others) {
    away.add(others.away);
    late.add(others.late);
    attempts.add(others.attempts);
    socket.add(others.socket);
    session.add(others.session);
    room.add(others.room);
  }

  synchronized long count() {
    return away.getTotalCount();
  }

  /** After the moment that the server or the client's own dice had named. */
  synchronized long latest() {
    return late.getMaxValue();
  }

  @Override
  public synchronized String toString() {
    return "%d times a client came back; away %s; after its time %s; attempts %s, the last one: socket %s, session %s, room %s"
        .formatted(
            away.getTotalCount(),
            told(away),
            told(late),
            told(attempts),
            told(socket),
            told(session),
            told(room));
  }

  private static String told(Histogram of) {
    return "%d/%d/%d"
        .formatted(of.getValueAtPercentile(50), of.getValueAtPercentile(99), of.getMaxValue());
  }
}
