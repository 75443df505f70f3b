package chat.messages.engine;

import java.util.concurrent.atomic.AtomicInteger;

/** How much waits for one client, wherever it waits. Asked and told from any thread. */
final class Backlog {
  private final int limit;
  private final AtomicInteger bytes = new AtomicInteger();
  private volatile boolean refused;

  Backlog(int limit) {
    this.limit = limit;
  }

  /** Takes what may be left out when there is no room; something always fits into nothing. */
  boolean offer(int size) {
    if (fits(size)) {
      return true;
    }
    refused = true;
    // what was written in between did not know that somebody waits for room
    return fits(size);
  }

  private boolean fits(int size) {
    int before = bytes.getAndAdd(size);
    if (before == 0 || before + size <= limit) {
      return true;
    }
    bytes.addAndGet(-size);
    return false;
  }

  /** Takes what may not be left out; false when even twice the room is full. */
  boolean force(int size) {
    int before = bytes.getAndAdd(size);
    return before == 0 || before + size <= 2L * limit;
  }

  /** Whether somebody was refused before and should now hear that there is room. */
  boolean written(int size) {
    boolean room = bytes.addAndGet(-size) <= limit / 2;
    if (room && refused) {
      refused = false;
      return true;
    }
    return false;
  }
}
