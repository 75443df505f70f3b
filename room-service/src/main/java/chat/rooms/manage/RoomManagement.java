package chat.rooms.manage;

import chat.rooms.open.SizeSettings;
import chat.rooms.room.Actor;
import chat.rooms.room.Authorities;
import chat.rooms.room.IfMatch;
import chat.rooms.room.LockedRoom;
import chat.rooms.room.Room;
import chat.rooms.room.RoomChanges;
import chat.rooms.room.RoomFields;
import chat.wire.Permission;
import chat.wire.RoomDetails;
import chat.wire.RoomId;
import chat.wire.RoomKind;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Changes what a room is. */
@Component
class RoomManagement {
  private static final Set<RoomKind> OPEN_OR_CLOSED = Set.of(RoomKind.PUBLIC, RoomKind.PRIVATE);

  private final RoomChanges changes;
  private final Authorities authorities;
  private final Patches patches;
  private final SizeSettings sizes;

  RoomManagement(
      RoomChanges changes, Authorities authorities, Patches patches, SizeSettings sizes) {
    this.changes = changes;
    this.authorities = authorities;
    this.patches = patches;
    this.sizes = sizes;
  }

  /** Changes the fields that a merge patch names, unless they have changed since it was made. */
  Mono<Void> update(RoomId id, JsonNode patch, IfMatch expected, Actor actor) {
    return changes.in(
        id,
        actor,
        (room, known) ->
            Mono.fromCallable(() -> patched(room.room(), patch))
                .delayUntil(details -> mayChange(room.room(), details, known))
                .doOnNext(details -> expected.check(room.room().detailsVersion()))
                .filter(details -> !details.equals(room.room().details()))
                .flatMap(details -> room.update(details, known.user())));
  }

  Mono<Void> archive(RoomId id, @Nullable IfMatch expected, Actor actor) {
    return owning(
        Permission.ARCHIVE,
        id,
        expected,
        actor,
        (room, known) -> room.room().archived() ? Mono.empty() : room.archive(known.user()));
  }

  /** Brings a room back from the archive. */
  Mono<Void> restore(RoomId id, @Nullable IfMatch expected, Actor actor) {
    return owning(
        Permission.ARCHIVE,
        id,
        expected,
        actor,
        (room, known) ->
            room.room().archived()
                ? room.update(room.room().details(), known.user())
                : Mono.empty());
  }

  Mono<Void> delete(RoomId id, @Nullable IfMatch expected, Actor actor) {
    return owning(
        Permission.DELETE, id, expected, actor, (room, known) -> room.close(known.user()));
  }

  @FunctionalInterface
  private interface Change {
    Mono<Void> of(LockedRoom room, Actor actor);
  }

  private Mono<Void> owning(
      Permission permission, RoomId id, @Nullable IfMatch expected, Actor actor, Change change) {
    return changes.in(
        id,
        actor,
        (room, known) ->
            authorities
                .require(permission, room.room(), known)
                .doOnNext(allowed -> check(expected, room.room()))
                .flatMap(allowed -> change.of(room, known)));
  }

  private static void check(@Nullable IfMatch expected, Room room) {
    if (expected != null) {
      expected.check(room.detailsVersion());
    }
  }

  private RoomDetails patched(Room room, JsonNode patch) {
    RoomFields fields = patches.apply(patch, RoomFields.of(room.details()));
    RoomKind kind = fields.kind();
    if (kind != room.kind()
        && !(OPEN_OR_CLOSED.contains(kind) && OPEN_OR_CLOSED.contains(room.kind()))) {
      throw RoomFields.invalid("kind", "can change between public and private only");
    }
    RoomDetails details = fields.details(room.details().name(), sizes.most(kind));
    Integer max = details.maxMembers();
    if (max != null && max < room.members()) {
      throw RoomFields.invalid("maxMembers", "must not be less than the members there are");
    }
    return details;
  }

  private Mono<Void> mayChange(Room room, RoomDetails wanted, Actor actor) {
    Permission permission =
        settings(wanted).equals(settings(room.details()))
            ? Permission.CHANGE_DETAILS
            : Permission.CHANGE_SETTINGS;
    return authorities.require(permission, room, actor).then();
  }

  /** The details without what merely describes the room. */
  private static RoomDetails settings(RoomDetails details) {
    return new RoomDetails(
        details.kind(),
        "",
        null,
        null,
        null,
        Objects.requireNonNullElse(details.historyVisible(), true),
        details.postingRole(),
        details.slowModeSeconds(),
        details.retentionDays(),
        details.maxMembers());
  }
}
