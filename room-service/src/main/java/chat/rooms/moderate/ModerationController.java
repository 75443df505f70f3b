package chat.rooms.moderate;

import chat.kit.problem.Refuses;
import chat.kit.security.Caller;
import chat.rooms.room.Actor;
import chat.rooms.room.Authorities;
import chat.rooms.room.Bans;
import chat.rooms.room.IfMatch;
import chat.rooms.room.Rooms;
import chat.wire.Permission;
import chat.wire.ProblemType;
import chat.wire.Role;
import chat.wire.RoomId;
import chat.wire.UserId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Future;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Keeping order over HTTP. */
@RestController
@Tag(name = "Keeping order")
@RequestMapping("/api/v1/rooms/{room}")
class ModerationController {
  private static final String ONE_LINE = "[^\\p{Cc}]*";

  private final Moderation moderation;
  private final Roles roles;
  private final Rooms rooms;
  private final Authorities authorities;
  private final Bans bans;

  ModerationController(
      Moderation moderation, Roles roles, Rooms rooms, Authorities authorities, Bans bans) {
    this.moderation = moderation;
    this.roles = roles;
    this.rooms = rooms;
    this.authorities = authorities;
    this.bans = bans;
  }

  /**
   * @param until absent when the ban does not end by itself
   */
  record NewBan(
      @Nullable @Size(max = 250) @Pattern(regexp = ONE_LINE) @Schema(example = "Spam")
          String reason,
      @Nullable @Future Instant until) {}

  record NewMute(@NotNull @Future Instant until) {}

  record NewRole(@NotNull @Schema(example = "moderator") Role role) {}

  record NewOwner(@NotNull UserId user) {}

  @Operation(summary = "Remove a member, who may come back")
  @Refuses({ProblemType.FORBIDDEN, ProblemType.ROOM_NOT_FOUND, ProblemType.NOT_FOUND})
  @DeleteMapping("/members/{user}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  Mono<Void> remove(
      @PathVariable RoomId room,
      @PathVariable UserId user,
      @RequestParam(required = false) @Size(max = 250) @Pattern(regexp = ONE_LINE)
          @Nullable String reason,
      Caller caller) {
    return moderation.remove(room, user, Actor.of(caller), reason);
  }

  @Operation(summary = "Give a member another role")
  @Refuses({
    ProblemType.INVALID_REQUEST,
    ProblemType.FORBIDDEN,
    ProblemType.NOT_FOUND,
    ProblemType.LAST_OWNER,
    ProblemType.OUTDATED
  })
  @PutMapping("/members/{user}/role")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  Mono<Void> changeRole(
      @PathVariable RoomId room,
      @PathVariable UserId user,
      @RequestBody @Valid NewRole wish,
      @RequestHeader(name = "If-Match", required = false) @Nullable IfMatch ifMatch,
      Caller caller) {
    return roles.change(room, user, wish.role(), ifMatch, Actor.of(caller));
  }

  @Operation(summary = "Pass the room on to another owner")
  @Refuses({ProblemType.FORBIDDEN, ProblemType.NOT_FOUND})
  @PutMapping("/owner")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  Mono<Void> transfer(@PathVariable RoomId room, @RequestBody @Valid NewOwner wish, Caller caller) {
    return roles.transfer(room, wish.user(), Actor.of(caller));
  }

  @Operation(summary = "Mute a member until a time")
  @Refuses({ProblemType.INVALID_REQUEST, ProblemType.FORBIDDEN, ProblemType.NOT_FOUND})
  @PutMapping("/members/{user}/mute")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  Mono<Void> mute(
      @PathVariable RoomId room,
      @PathVariable UserId user,
      @RequestBody @Valid NewMute wish,
      Caller caller) {
    return moderation.mute(room, user, Actor.of(caller), wish.until());
  }

  @Operation(summary = "Let a muted member speak again")
  @DeleteMapping("/members/{user}/mute")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  Mono<Void> unmute(@PathVariable RoomId room, @PathVariable UserId user, Caller caller) {
    return moderation.mute(room, user, Actor.of(caller), null);
  }

  @Operation(summary = "Who is banned")
  @GetMapping("/bans")
  Mono<List<Bans.Ban>> bans(@PathVariable RoomId room, Caller caller) {
    return rooms
        .get(room)
        .delayUntil(found -> authorities.require(Permission.BAN, found, Actor.of(caller)))
        .flatMap(found -> bans.all(room).collectList());
  }

  @Operation(summary = "Ban somebody, for a time or for good")
  @Refuses({ProblemType.INVALID_REQUEST, ProblemType.FORBIDDEN, ProblemType.ROOM_NOT_FOUND})
  @PutMapping("/bans/{user}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  Mono<Void> ban(
      @PathVariable RoomId room,
      @PathVariable UserId user,
      @RequestBody @Valid NewBan wish,
      Caller caller) {
    return moderation.ban(room, user, Actor.of(caller), wish.reason(), wish.until());
  }

  @Operation(summary = "Lift a ban")
  @DeleteMapping("/bans/{user}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  Mono<Void> unban(@PathVariable RoomId room, @PathVariable UserId user, Caller caller) {
    return moderation.unban(room, user, Actor.of(caller));
  }
}
