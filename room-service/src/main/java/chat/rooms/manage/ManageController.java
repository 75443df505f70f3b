package chat.rooms.manage;

import static chat.wire.ProblemType.INVALID_REQUEST;

import chat.kit.problem.Problem;
import chat.kit.problem.Refuses;
import chat.kit.security.Caller;
import chat.rooms.browse.RoomPages;
import chat.rooms.browse.RoomView;
import chat.rooms.room.Actor;
import chat.rooms.room.IfMatch;
import chat.rooms.room.RoomFields;
import chat.wire.ProblemType;
import chat.wire.RoomId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Changing what a room is, over HTTP. */
@RestController
@Tag(name = "Rooms")
@RequestMapping("/api/v1/rooms/{room}")
class ManageController {
  private final RoomManagement management;
  private final RoomPages pages;

  ManageController(RoomManagement management, RoomPages pages) {
    this.management = management;
    this.pages = pages;
  }

  @Operation(summary = "Change some fields; null takes one away")
  @Refuses({
    ProblemType.INVALID_REQUEST,
    ProblemType.FORBIDDEN,
    ProblemType.ROOM_NOT_FOUND,
    ProblemType.OUTDATED
  })
  @PatchMapping(consumes = {"application/merge-patch+json", "application/json"})
  Mono<ResponseEntity<RoomView>> update(
      @PathVariable RoomId room,
      @io.swagger.v3.oas.annotations.parameters.RequestBody(
              content = @Content(schema = @Schema(implementation = RoomFields.class)))
          @RequestBody
          JsonNode patch,
      @RequestHeader(name = "If-Match", required = false) @Nullable IfMatch ifMatch,
      Caller caller) {
    Actor actor = Actor.of(caller);
    return Mono.justOrEmpty(ifMatch)
        .switchIfEmpty(Mono.error(ManageController::needsIfMatch))
        .flatMap(expected -> management.update(room, patch, expected, actor))
        .then(Mono.defer(() -> pages.view(room, actor)))
        .map(view -> ResponseEntity.ok().eTag(IfMatch.tag(view.version())).body(view));
  }

  @Operation(summary = "Archive a room: it can be read, not written")
  @Refuses({ProblemType.FORBIDDEN, ProblemType.ROOM_NOT_FOUND, ProblemType.OUTDATED})
  @PutMapping("/archive")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  Mono<Void> archive(
      @PathVariable RoomId room,
      @RequestHeader(name = "If-Match", required = false) @Nullable IfMatch ifMatch,
      Caller caller) {
    return management.archive(room, ifMatch, Actor.of(caller));
  }

  @Operation(summary = "Bring a room back from the archive")
  @Refuses({ProblemType.FORBIDDEN, ProblemType.ROOM_NOT_FOUND, ProblemType.OUTDATED})
  @DeleteMapping("/archive")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  Mono<Void> restore(
      @PathVariable RoomId room,
      @RequestHeader(name = "If-Match", required = false) @Nullable IfMatch ifMatch,
      Caller caller) {
    return management.restore(room, ifMatch, Actor.of(caller));
  }

  @Operation(summary = "Close a room for everybody")
  @Refuses({ProblemType.FORBIDDEN, ProblemType.ROOM_NOT_FOUND, ProblemType.OUTDATED})
  @DeleteMapping
  @ResponseStatus(HttpStatus.NO_CONTENT)
  Mono<Void> delete(
      @PathVariable RoomId room,
      @RequestHeader(name = "If-Match", required = false) @Nullable IfMatch ifMatch,
      Caller caller) {
    return management.delete(room, ifMatch, Actor.of(caller));
  }

  private static Problem needsIfMatch() {
    return Problem.of(
        INVALID_REQUEST,
        "Send the room's ETag as If-Match, so that nobody else's change is lost; * overwrites.");
  }
}
