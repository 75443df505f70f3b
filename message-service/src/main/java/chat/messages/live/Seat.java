package chat.messages.live;

import chat.messages.dialect.Dialect;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One socket in one room: how far it has been told. While it is opening, what happens is kept, so
 * that nothing falls between what the store answers and what is told live.
 */
final class Seat {
  private static final int MOST_KEPT = 1_000;

  private final LiveSocket socket;
  private final Dialect dialect;
  private @Nullable List<Told> kept = new ArrayList<>();
  private long position;
  private boolean lagging;

  Seat(LiveSocket socket, Dialect dialect) {
    this.socket = socket;
    this.dialect = dialect;
  }

  /**
   * From here on everything after the position is told.
   *
   * @return whether more has happened meanwhile than could be kept
   */
  boolean open(long from) {
    List<Told> missed = kept;
    kept = null;
    position = from;
    if (missed != null) {
      missed.forEach(this::tell);
    }
    return lagging;
  }

  void tell(Told told) {
    if (kept != null) {
      keep(told, kept);
    } else if (told.seq() == 0) {
      socket.offerOrReplace(told, dialect);
    } else if (told.seq() > position && !lagging) {
      tellInOrder(told);
    }
  }

  private void keep(Told told, List<Told> opening) {
    if (told.seq() > 0 && opening.size() < MOST_KEPT) {
      opening.add(told);
    }
  }

  private void tellInOrder(Told told) {
    if (told.seq() == position + 1 && socket.offer(told, dialect)) {
      position = told.seq();
    } else {
      lagging = true;
    }
  }

  /** Whether it has missed something and goes on after it. */
  boolean resume(long released) {
    boolean missed = lagging;
    lagging = false;
    position = missed ? released : position;
    return missed;
  }
}
