package chat.kit.event;

import chat.kit.Ids;
import chat.wire.RoomId;
import chat.wire.UserId;
import chat.wire.UserKind;
import chat.wire.UserRef;
import chat.wire.event.CloudEvent;
import chat.wire.event.RoomEvent;
import java.time.Instant;

/** Events to test with. */
final class Facts {
  private static final UserRef ADA = new UserRef(new UserId(Ids.next()), "Ada", UserKind.PERSON);
  private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

  private Facts() {}

  static RoomId room() {
    return new RoomId(Ids.next());
  }

  static RoomEvent.Archived archived(RoomId room, long version) {
    return new RoomEvent.Archived(room, version, ADA);
  }

  static CloudEvent envelope(RoomEvent event) {
    return CloudEvent.of(Ids.next(), "/elsewhere", Instant.EPOCH, TRACE, event);
  }

  static long version(CloudEvent event) {
    return ((RoomEvent) event.data()).version();
  }
}
