package chat.rooms.code;

import static chat.wire.ProblemType.NOT_FOUND;

import chat.kit.problem.Problem;
import chat.kit.problem.Refuses;
import chat.kit.security.Caller;
import chat.rooms.room.Actor;
import chat.rooms.room.Authorities;
import chat.rooms.room.RoomChanges;
import chat.rooms.room.Rooms;
import chat.wire.Permission;
import chat.wire.ProblemType;
import chat.wire.RoomId;
import chat.wire.event.RoomEvent;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Future;
import jakarta.validation.constraints.Positive;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** A room's code: seen, replaced and taken away. */
@RestController
@Tag(name = "Codes")
class CodeController {
  private final RoomChanges changes;
  private final Rooms rooms;
  private final Authorities authorities;
  private final Codes codes;

  CodeController(RoomChanges changes, Rooms rooms, Authorities authorities, Codes codes) {
    this.changes = changes;
    this.rooms = rooms;
    this.authorities = authorities;
    this.codes = codes;
  }

  /**
   * What a new code is bound to.
   *
   * @param expiresAt absent when it opens the room until it is replaced
   * @param maxUses how many may come in by it; absent when any number may
   */
  record NewCode(@Nullable @Future Instant expiresAt, @Nullable @Positive Integer maxUses) {}

  @Operation(summary = "The room's code")
  @Refuses({ProblemType.FORBIDDEN, ProblemType.ROOM_NOT_FOUND, ProblemType.NOT_FOUND})
  @GetMapping("/api/v1/rooms/{room}/code")
  Mono<Codes.Code> see(@PathVariable RoomId room, Caller caller) {
    return rooms
        .get(room)
        .delayUntil(found -> authorities.require(Permission.SEE_CODE, found, Actor.of(caller)))
        .flatMap(found -> codes.find(room))
        .switchIfEmpty(Mono.error(CodeController::none));
  }

  @Operation(summary = "Replace the code; the old one opens nothing any more")
  @Refuses({ProblemType.INVALID_REQUEST, ProblemType.FORBIDDEN, ProblemType.ROOM_NOT_FOUND})
  @PostMapping("/api/v1/rooms/{room}/code")
  @ResponseStatus(HttpStatus.CREATED)
  Mono<Codes.Code> replace(
      @PathVariable RoomId room, @RequestBody @Valid NewCode wish, Caller caller) {
    return change(room, caller, codes.renew(room, wish.expiresAt(), wish.maxUses()));
  }

  @Operation(summary = "Take the code away")
  @Refuses({ProblemType.FORBIDDEN, ProblemType.ROOM_NOT_FOUND})
  @DeleteMapping("/api/v1/rooms/{room}/code")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  Mono<Void> remove(@PathVariable RoomId room, Caller caller) {
    return change(room, caller, codes.delete(room).filter(deleted -> deleted)).then();
  }

  /** The code is no part of what is published of a room, but its change is a version of it. */
  private <T> Mono<T> change(RoomId id, Caller caller, Mono<T> change) {
    return changes.in(
        id,
        Actor.of(caller),
        (room, actor) ->
            authorities
                .require(Permission.CHANGE_CODE, room.room(), actor)
                .then(change)
                .delayUntil(
                    changed ->
                        room.record(
                            version ->
                                new RoomEvent.Updated(
                                    id, version, room.room().details(), actor.user()))));
  }

  private static Problem none() {
    return Problem.of(NOT_FOUND, "This room has no code; a moderator can give it one.");
  }
}
