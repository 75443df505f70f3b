package chat.rooms.open;

import chat.kit.problem.Refuses;
import chat.kit.security.Caller;
import chat.rooms.browse.RoomPages;
import chat.rooms.browse.RoomView;
import chat.rooms.room.Actor;
import chat.rooms.room.IfMatch;
import chat.rooms.room.RoomFields;
import chat.wire.ProblemType;
import chat.wire.RoomId;
import chat.wire.RoomKind;
import chat.wire.UserId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Opening rooms over HTTP. */
@RestController
@Tag(name = "Rooms")
class OpenController {
  private final RoomOpener opener;
  private final RoomPages pages;

  OpenController(RoomOpener opener, RoomPages pages) {
    this.opener = opener;
    this.pages = pages;
  }

  /**
   * A conversation of several people.
   *
   * @param with the others, who are in it from the start
   */
  record Group(
      @Nullable @Size(max = 80) @Pattern(regexp = RoomFields.ONE_LINE, message = RoomFields.LINE)
          String name,
      @NotEmpty @Size(max = 49) List<UserId> with) {}

  @Operation(summary = "Open a public, private or ad-hoc room and own it")
  @Refuses({ProblemType.INVALID_REQUEST, ProblemType.FORBIDDEN})
  @PostMapping("/api/v1/rooms")
  @ResponseStatus(HttpStatus.CREATED)
  Mono<ResponseEntity<RoomView>> open(@RequestBody @Valid RoomFields fields, Caller caller) {
    if (fields.kind() == RoomKind.GROUP || fields.kind() == RoomKind.DIRECT) {
      throw RoomFields.invalid(
          "kind",
          "is opened by PUT /api/v1/rooms/direct/{user} for two people, and by POST"
              + " /api/v1/rooms/group for several");
    }
    return created(opener.open(Actor.of(caller), fields, List.of()), Actor.of(caller));
  }

  @Operation(summary = "Open a conversation of several people")
  @Refuses({ProblemType.INVALID_REQUEST, ProblemType.FORBIDDEN, ProblemType.USER_NOT_FOUND})
  @PostMapping("/api/v1/rooms/group")
  @ResponseStatus(HttpStatus.CREATED)
  Mono<ResponseEntity<RoomView>> openGroup(@RequestBody @Valid Group group, Caller caller) {
    RoomFields fields = RoomFields.named(RoomKind.GROUP, group.name());
    return created(opener.open(Actor.of(caller), fields, group.with()), Actor.of(caller));
  }

  @Operation(summary = "Open, or find, the room of two people")
  @Refuses({ProblemType.INVALID_REQUEST, ProblemType.FORBIDDEN, ProblemType.USER_NOT_FOUND})
  @PutMapping("/api/v1/rooms/direct/{user}")
  Mono<RoomView> openDirect(@PathVariable UserId user, Caller caller) {
    Actor actor = Actor.of(caller);
    return opener.openDirect(actor, user).flatMap(room -> pages.view(room, actor));
  }

  private Mono<ResponseEntity<RoomView>> created(Mono<RoomId> opened, Actor actor) {
    return opened
        .flatMap(room -> pages.view(room, actor))
        .map(
            view ->
                ResponseEntity.created(URI.create("/api/v1/rooms/" + view.id()))
                    .eTag(IfMatch.tag(view.version()))
                    .body(view));
  }
}
