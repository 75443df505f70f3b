package chat.presence;

import chat.wire.UserId;
import chat.wire.event.PresenceEvent;
import chat.wire.frame.ServerFrame;
import java.time.Instant;
import java.util.Objects;

/** A status that is to be announced, in the version in which it was taken up. */
record Change(Presence presence, Instant seen, String version) {

  /** Reads {@code user status seen version}. */
  static Change of(String claimed) {
    String[] words = claimed.split(" ", 2);
    Presence presence = Presence.of(UserId.of(words[0]), words[1]);
    String version = words[1].substring(words[1].lastIndexOf(' ') + 1);
    return new Change(presence, Objects.requireNonNull(presence.lastSeen()), version);
  }

  UserId user() {
    return presence.user();
  }

  ServerFrame frame() {
    return new ServerFrame.PresenceChanged(user(), presence.status(), seen);
  }

  PresenceEvent event() {
    return new PresenceEvent.Changed(user(), presence.status(), seen);
  }
}
