package chat.presence;

import chat.kit.event.EventPublisher;
import chat.kit.live.LiveFrames;
import chat.wire.names.Channels;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Tells sockets and other services how somebody's status changed. */
@Component
class Announcements {
  private static final Logger log = LoggerFactory.getLogger(Announcements.class);

  private final Changes changes;
  private final LiveFrames live;
  private final EventPublisher events;

  Announcements(Changes changes, LiveFrames live, EventPublisher events) {
    this.changes = changes;
    this.live = live;
    this.events = events;
  }

  Mono<Void> publish() {
    return changes.claim().flatMap(this::announce).then();
  }

  /** What fails stays in Redis, and is taken up again when the hold is over. */
  private Mono<Void> announce(Change change) {
    return live.publish(Channels.user(change.user()), change.frame())
        .then(Mono.defer(() -> events.publish(change.event())))
        .then(Mono.defer(() -> changes.confirm(change)))
        .onErrorResume(error -> keep(change, error));
  }

  private static Mono<Void> keep(Change change, Throwable error) {
    log.warn("The presence of {} is not announced yet: {}", change.user(), error.toString());
    return Mono.empty();
  }
}
