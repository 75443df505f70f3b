package chat.kit.event;

import java.util.UUID;
import reactor.core.publisher.Mono;

/** Remembers which events a queue's handler has dealt with. */
interface Inbox {
  /**
   * Runs the effect unless this event has been dealt with before.
   *
   * @return whether the effect ran
   */
  Mono<Boolean> once(String queue, UUID event, Mono<Void> effect);
}
