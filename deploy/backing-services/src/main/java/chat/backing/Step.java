package chat.backing;

import java.time.Duration;

/** What just happened to one backing service while the set starts or stops. */
public record Step(String service, State state, String detail, Duration took) {
  public enum State {
    STARTING,
    READY,
    FAILED,
    STOPPED
  }
}
