package chat.rooms.enter;

import chat.kit.problem.Refuses;
import chat.kit.security.Caller;
import chat.rooms.browse.RoomPages;
import chat.rooms.browse.RoomView;
import chat.rooms.room.Actor;
import chat.wire.ProblemType;
import chat.wire.RoomId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Going in and out over HTTP. */
@RestController
@Tag(name = "Coming and going")
class EntranceController {
  private final Entrance entrance;
  private final RoomPages pages;

  EntranceController(Entrance entrance, RoomPages pages) {
    this.entrance = entrance;
    this.pages = pages;
  }

  @Operation(summary = "Join a room that is open to you, or accept an invitation")
  @Refuses({
    ProblemType.FORBIDDEN,
    ProblemType.BANNED,
    ProblemType.ROOM_NOT_FOUND,
    ProblemType.ROOM_FULL
  })
  @PutMapping("/api/v1/rooms/{room}/members/me")
  Mono<RoomView> join(@PathVariable RoomId room, Caller caller) {
    Actor actor = Actor.of(caller);
    return entrance.join(room, actor).then(Mono.defer(() -> pages.view(room, actor)));
  }

  @Operation(summary = "Leave a room")
  @Refuses({ProblemType.FORBIDDEN, ProblemType.ROOM_NOT_FOUND, ProblemType.LAST_OWNER})
  @DeleteMapping("/api/v1/rooms/{room}/members/me")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  Mono<Void> leave(@PathVariable RoomId room, Caller caller) {
    return entrance.leave(room, Actor.of(caller));
  }

  @Operation(summary = "See which room a code opens")
  @Refuses({ProblemType.ROOM_NOT_FOUND, ProblemType.TOO_MANY_REQUESTS})
  @GetMapping("/api/v1/codes/{code}")
  Mono<RoomView> look(@PathVariable String code, Caller caller, ServerHttpRequest request) {
    Actor actor = Actor.of(caller);
    return entrance.look(code, actor, address(request)).flatMap(pages::shown);
  }

  @Operation(summary = "Join the room that a code opens")
  @Refuses({
    ProblemType.BANNED,
    ProblemType.ROOM_NOT_FOUND,
    ProblemType.ROOM_FULL,
    ProblemType.TOO_MANY_REQUESTS
  })
  @PostMapping("/api/v1/codes/{code}/members")
  Mono<RoomView> joinByCode(@PathVariable String code, Caller caller, ServerHttpRequest request) {
    Actor actor = Actor.of(caller);
    return entrance
        .joinByCode(code, actor, address(request))
        .flatMap(room -> pages.view(room, actor));
  }

  private static @Nullable String address(ServerHttpRequest request) {
    InetSocketAddress remote = request.getRemoteAddress();
    return remote == null ? null : remote.getHostString();
  }
}
