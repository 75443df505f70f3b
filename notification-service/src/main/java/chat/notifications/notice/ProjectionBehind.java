package chat.notifications.notice;

import chat.wire.event.MessageEvent;

/** A message overtook the news of its room: who is in there will be known in a moment. */
final class ProjectionBehind extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ProjectionBehind(MessageEvent event) {
    super(
        "Event %d of room %s arrived before the news of who is in that room"
            .formatted(event.seq(), event.room()));
  }
}
