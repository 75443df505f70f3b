package chat.messages.engine;

import org.jspecify.annotations.Nullable;

/** The WebSocket with which a polling session means to go on, until it has shown that it works. */
final class Candidate {
  private @Nullable Wire wire;
  private boolean probed;

  /** Whether there was no other. */
  boolean admit(Wire arrived) {
    if (wire != null) {
      return false;
    }
    wire = arrived;
    return true;
  }

  boolean is(Wire other) {
    return other.equals(wire);
  }

  void probe() {
    probed = true;
  }

  boolean isProbed() {
    return probed;
  }

  void abandon(Wire other) {
    if (is(other)) {
      forget();
      other.close(CloseReason.MALFORMED);
    }
  }

  void abandon() {
    if (wire != null) {
      abandon(wire);
    }
  }

  /** It is in use now, or gone. */
  void forget() {
    wire = null;
    probed = false;
  }
}
