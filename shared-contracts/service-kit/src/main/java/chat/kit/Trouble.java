package chat.kit;

import org.slf4j.Logger;

/** Something that is tried for ever: one line when it begins to fail, one when it works again. */
public final class Trouble {
  private final Logger log;
  private final String what;
  private int failures;

  /**
   * @param what such as "Relaying the outbox": "fails" and "works again" are said of it
   */
  public Trouble(Logger log, String what) {
    this.log = log;
    this.what = what;
  }

  public synchronized void met(Throwable failure) {
    if (++failures == 1) {
      log.warn("{} fails, trying until it works", what, failure);
    }
  }

  public synchronized void over() {
    if (failures > 0) {
      log.info("{} works again after {} failures", what, failures);
      failures = 0;
    }
  }
}
