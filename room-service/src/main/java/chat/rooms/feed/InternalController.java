package chat.rooms.feed;

import chat.rooms.code.Codes;
import chat.rooms.enter.Entrance;
import chat.rooms.open.RoomOpener;
import chat.rooms.room.Actor;
import chat.rooms.room.Room;
import chat.rooms.room.RoomChanges;
import chat.rooms.room.RoomFields;
import chat.rooms.room.Rooms;
import chat.wire.RoomId;
import chat.wire.RoomKind;
import chat.wire.UserId;
import chat.wire.UserRef;
import chat.wire.internal.CodeEntry;
import chat.wire.internal.Membership;
import chat.wire.internal.OpenedRoom;
import chat.wire.internal.RoomFeed;
import chat.wire.internal.RoomOpening;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/**
 * The questions and wishes of other services. Where one speaks for a user, the user's own
 * permissions hold, never an administrator's.
 */
@Hidden
@RestController
@RequestMapping("/internal")
class InternalController {
  private final Snapshots snapshots;
  private final RoomOpener opener;
  private final Entrance entrance;
  private final Rooms rooms;
  private final Codes codes;

  InternalController(
      Snapshots snapshots, RoomOpener opener, Entrance entrance, Rooms rooms, Codes codes) {
    this.snapshots = snapshots;
    this.opener = opener;
    this.entrance = entrance;
    this.rooms = rooms;
    this.codes = codes;
  }

  @GetMapping("/rooms")
  Mono<RoomFeed> feed(
      @RequestParam(required = false) @Nullable RoomId after,
      @RequestParam(defaultValue = "100") @Min(1) @Max(500) int limit) {
    return snapshots.feed(after, limit);
  }

  @GetMapping("/rooms/{room}/members/{user}")
  Mono<Membership> membership(@PathVariable RoomId room, @PathVariable UserId user) {
    return snapshots
        .membership(room, user)
        .switchIfEmpty(Mono.error(() -> RoomChanges.notFound(room)));
  }

  /** Joins a room that is open to the user, or to which they are invited. */
  @PutMapping("/rooms/{room}/members/{user}")
  Mono<Membership> join(
      @PathVariable RoomId room, @PathVariable UserId user, @RequestBody @Valid UserRef as) {
    return entrance
        .join(room, actor(new UserRef(user, as.name(), as.kind())))
        .then(Mono.defer(() -> membership(room, user)));
  }

  @DeleteMapping("/rooms/{room}/members/{user}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  Mono<Void> leave(@PathVariable RoomId room, @PathVariable UserId user) {
    return membership(room, user).flatMap(known -> entrance.leave(room, actor(known.user())));
  }

  @PostMapping("/rooms")
  @ResponseStatus(HttpStatus.CREATED)
  Mono<OpenedRoom> open(@RequestBody @Valid RoomOpening opening) {
    RoomFields fields = RoomFields.named(RoomKind.AD_HOC, opening.name());
    return opener.open(actor(opening.by()), fields, List.of()).flatMap(this::opened);
  }

  /** The room of a code, as one guess of this user and address. */
  @PostMapping("/codes/{code}")
  Mono<OpenedRoom> look(@PathVariable String code, @RequestBody @Valid CodeEntry entry) {
    return entrance.look(code, actor(entry.user()), entry.address()).flatMap(this::opened);
  }

  @PostMapping("/codes/{code}/members")
  Mono<OpenedRoom> joinByCode(@PathVariable String code, @RequestBody @Valid CodeEntry entry) {
    return entrance.joinByCode(code, actor(entry.user()), entry.address()).flatMap(this::opened);
  }

  private static Actor actor(UserRef user) {
    return new Actor(user, false);
  }

  private Mono<OpenedRoom> opened(RoomId id) {
    return rooms
        .get(id)
        .flatMap(
            room ->
                codes
                    .find(id)
                    .map(code -> opened(room, code.code()))
                    .switchIfEmpty(Mono.fromSupplier(() -> opened(room, null))));
  }

  private static OpenedRoom opened(Room room, @Nullable String code) {
    return new OpenedRoom(room.id(), room.version(), room.details(), code, room.createdAt());
  }
}
