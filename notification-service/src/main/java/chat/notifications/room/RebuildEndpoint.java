package chat.notifications.room;

import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Where operators order the projection of rooms to be rebuilt: {@code POST /actuator/projection}.
 */
@Component
@WebEndpoint(id = "projection")
class RebuildEndpoint {
  private final Rebuild rebuild;

  RebuildEndpoint(Rebuild rebuild) {
    this.rebuild = rebuild;
  }

  record Rebuilt(long rooms) {}

  @WriteOperation
  Mono<Rebuilt> rebuild() {
    return rebuild.run().map(Rebuilt::new);
  }
}
