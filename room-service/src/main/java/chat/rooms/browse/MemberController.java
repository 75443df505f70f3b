package chat.rooms.browse;

import static chat.wire.ProblemType.NOT_FOUND;

import chat.kit.problem.Problem;
import chat.kit.problem.Refuses;
import chat.kit.security.Caller;
import chat.rooms.room.Actor;
import chat.rooms.room.Authorities;
import chat.rooms.room.IfMatch;
import chat.rooms.room.Member;
import chat.rooms.room.Members;
import chat.rooms.room.Page;
import chat.rooms.room.Rooms;
import chat.wire.Permission;
import chat.wire.ProblemType;
import chat.wire.Role;
import chat.wire.RoomId;
import chat.wire.UserId;
import chat.wire.UserRef;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Who is in a room, over HTTP. */
@RestController
@Tag(name = "Members")
class MemberController {
  private final Rooms rooms;
  private final Members members;
  private final Authorities authorities;

  MemberController(Rooms rooms, Members members, Authorities authorities) {
    this.rooms = rooms;
    this.members = members;
    this.authorities = authorities;
  }

  /** A member as the others see them. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record MemberView(UserRef user, Role role, Instant joinedAt, @Nullable Instant mutedUntil) {
    static MemberView of(Member member) {
      return new MemberView(member.user(), member.role(), member.joinedAt(), member.mutedUntil());
    }

    UserId id() {
      return user.id();
    }
  }

  @Operation(summary = "Who is in a room, by name")
  @Refuses({ProblemType.NOT_A_MEMBER, ProblemType.ROOM_NOT_FOUND})
  @GetMapping("/api/v1/rooms/{room}/members")
  Mono<Page<MemberView>> members(
      @PathVariable RoomId room,
      Caller caller,
      @RequestParam(required = false) @Size(max = 80) @Nullable String search,
      @RequestParam(required = false) @Nullable UserId after,
      @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit) {
    return maySee(room, caller)
        .then(
            members
                .page(room, search, after, limit + 1)
                .map(MemberView::of)
                .collectList()
                .map(found -> Page.of(found, limit, MemberView::id)));
  }

  @Operation(summary = "One member, with their ETag")
  @Refuses({ProblemType.NOT_A_MEMBER, ProblemType.ROOM_NOT_FOUND, ProblemType.NOT_FOUND})
  @GetMapping("/api/v1/rooms/{room}/members/{user}")
  Mono<ResponseEntity<MemberView>> member(
      @PathVariable RoomId room, @PathVariable UserId user, Caller caller) {
    return maySee(room, caller)
        .then(members.find(room, user))
        .switchIfEmpty(
            Mono.error(() -> Problem.of(NOT_FOUND, "There is no such member in this room.")))
        .map(
            member ->
                ResponseEntity.ok()
                    .eTag(IfMatch.tag(member.version()))
                    .body(MemberView.of(member)));
  }

  private Mono<Void> maySee(RoomId room, Caller caller) {
    return rooms
        .get(room)
        .flatMap(found -> authorities.require(Permission.SEE_MEMBERS, found, Actor.of(caller)))
        .then();
  }
}
