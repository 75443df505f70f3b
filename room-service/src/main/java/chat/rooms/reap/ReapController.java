package chat.rooms.reap;

import static chat.wire.ProblemType.FORBIDDEN;

import chat.kit.problem.Problem;
import chat.kit.security.Caller;
import chat.rooms.room.Actor;
import chat.wire.RoomId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.util.List;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Closing empty rooms at once, for administrators. */
@RestController
@Tag(name = "Rooms")
class ReapController {
  private final Reaper reaper;

  ReapController(Reaper reaper) {
    this.reaper = reaper;
  }

  /** The rooms that have just been closed. */
  record Closed(List<RoomId> closed) {}

  @Operation(summary = "Close all empty ad-hoc rooms at once (administrators)")
  @PostMapping("/api/v1/rooms/close-empty")
  Mono<Closed> closeEmpty(Caller caller) {
    if (!caller.isAdmin()) {
      throw Problem.of(FORBIDDEN, "To close empty rooms takes an administrator of the platform.");
    }
    return reaper.close(Duration.ZERO, Actor.of(caller).user()).map(Closed::new);
  }
}
