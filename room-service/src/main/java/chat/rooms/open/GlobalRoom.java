package chat.rooms.open;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Opens the global room when the service starts for the first time. */
@Component
class GlobalRoom {
  private final RoomOpener opener;

  GlobalRoom(RoomOpener opener) {
    this.opener = opener;
  }

  @EventListener(ApplicationReadyEvent.class)
  Mono<Void> open() {
    return opener.openGlobal();
  }
}
