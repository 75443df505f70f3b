package chat.kit.event;

import org.slf4j.Logger;

/** Something that is tried for ever: one line when it begins to fail, one when it works again. */
final class Trouble {
  private final Logger log;
  private final String what;
  private int failures;

  Trouble(Logger log, String what) {
    this.log = log;
    this.what = what;
  }

  synchronized void met(Throwable failure) {
    if (++failures == 1) {
      log.warn("{} fails, trying until it works", what, failure);
    }
  }

  synchronized void over() {
    if (failures > 0) {
      log.info("{} works again after {} failures", what, failures);
      failures = 0;
    }
  }
}
