package chat.rooms.room;

import static chat.wire.ProblemType.LAST_OWNER;
import static chat.wire.ProblemType.ROOM_FULL;

import chat.kit.event.Outbox;
import chat.kit.problem.Problem;
import chat.wire.Role;
import chat.wire.RoomDetails;
import chat.wire.RoomId;
import chat.wire.RoomKind;
import chat.wire.UserId;
import chat.wire.UserRef;
import chat.wire.event.RoomEvent;
import java.time.Instant;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import reactor.core.publisher.Mono;

/**
 * A room that nobody else changes until the transaction ends. Each change writes its rows, raises
 * the version by one and appends one event that carries it.
 */
public final class LockedRoom {
  private final Room room;
  private final Rooms rooms;
  private final Members members;
  private final Outbox outbox;

  LockedRoom(Room room, Rooms rooms, Members members, Outbox outbox) {
    this.room = room;
    this.rooms = rooms;
    this.members = members;
    this.outbox = outbox;
  }

  /** The room as it was when the lock was taken. */
  public Room room() {
    return room;
  }

  public RoomId id() {
    return room.id();
  }

  /** Raises the version for something that leaves no row of the room's own. */
  public Mono<Void> record(LongFunction<RoomEvent> event) {
    RoomEvent unnumbered = event.apply(0);
    return rooms
        .raise(room.id(), unnumbered.type())
        .flatMap(version -> outbox.append(event.apply(version)));
  }

  public Mono<Void> join(UserRef user, Role role) {
    return members
        .insert(id(), user.id(), role)
        .onErrorMap(DataIntegrityViolationException.class, this::full)
        .then(record(version -> new RoomEvent.MemberJoined(id(), version, user, role)))
        .then(Mono.defer(() -> members.takeKeptMute(id(), user.id())))
        .flatMap(mute -> mute(user, mute.by(), mute.until()));
  }

  /** Lets a member go; an owner only when another remains or follows. */
  public Mono<Void> leave(Member member) {
    return mayGo(member)
        .then(members.delete(id(), member.user().id()))
        .then(record(version -> new RoomEvent.MemberLeft(id(), version, member.user())));
  }

  /**
   * Lets a deleted user go: the room passes on, and closes when there is nobody to pass it on to.
   */
  public Mono<Void> depart(Member member) {
    return passOn(member)
        .then(members.delete(id(), member.user().id()))
        .then(record(version -> new RoomEvent.MemberLeft(id(), version, member.user())))
        .then(Mono.defer(() -> closesWhenEmpty() ? close(null) : Mono.empty()));
  }

  public Mono<Void> remove(Member member, UserRef by, @Nullable String reason) {
    return members
        .delete(id(), member.user().id())
        .then(
            record(
                version -> new RoomEvent.MemberRemoved(id(), version, member.user(), by, reason)));
  }

  public Mono<Void> ban(
      UserRef user, UserRef by, @Nullable String reason, @Nullable Instant until) {
    return members
        .delete(id(), user.id())
        .then(
            record(version -> new RoomEvent.MemberBanned(id(), version, user, by, reason, until)));
  }

  public Mono<Void> mute(UserRef member, UserRef by, @Nullable Instant until) {
    return members
        .mute(id(), member.id(), by.id(), until)
        .then(record(version -> new RoomEvent.MemberMuted(id(), version, member, by, until)));
  }

  public Mono<Void> changeRole(Member member, Role role, UserRef by) {
    return members
        .changeRole(id(), member.user().id(), role)
        .then(
            record(
                version ->
                    new RoomEvent.MemberRoleChanged(id(), version, member.user(), role, by)));
  }

  /** Refuses to take the last owner out of their role. */
  public Mono<Void> keepsAnOwnerWithout(UserId user) {
    return members
        .hasOtherOwner(id(), user)
        .filter(other -> other)
        .switchIfEmpty(Mono.error(this::lastOwner))
        .then();
  }

  /** Writes other details; an archive ends with it. */
  public Mono<Void> update(RoomDetails details, UserRef by) {
    return rooms
        .rewrite(id(), details, false)
        .onErrorMap(DataIntegrityViolationException.class, this::full)
        .then(record(version -> new RoomEvent.Updated(id(), version, details, by)));
  }

  public Mono<Void> archive(UserRef by) {
    return rooms
        .rewrite(id(), room.details(), true)
        .then(record(version -> new RoomEvent.Archived(id(), version, by)));
  }

  /** Ends the room for everybody. */
  public Mono<Void> close(@Nullable UserRef by) {
    return rooms.delete(id()).then(record(version -> new RoomEvent.Deleted(id(), version, by)));
  }

  private Mono<Void> mayGo(Member member) {
    if (member.role() != Role.OWNER) {
      return Mono.empty();
    }
    return room.kind() == RoomKind.AD_HOC
        ? passOn(member)
        : keepsAnOwnerWithout(member.user().id());
  }

  private Mono<Void> passOn(Member member) {
    return members
        .hasOtherOwner(id(), member.user().id())
        .filter(other -> member.role() == Role.OWNER && !other)
        .flatMap(alone -> members.successor(id(), member.user().id()))
        .flatMap(successor -> changeRole(successor, Role.OWNER, member.user()));
  }

  /** Nobody finds an empty room again, unless it has a code or is everybody's. */
  private boolean closesWhenEmpty() {
    return room.members() == 1 && room.kind() != RoomKind.AD_HOC && room.kind() != RoomKind.GLOBAL;
  }

  private Problem lastOwner() {
    return Problem.of(
        LAST_OWNER, "Make another member an owner first, or delete the room if nobody needs it.");
  }

  private Throwable full(Throwable error) {
    return String.valueOf(error.getMessage()).contains("room_full")
        ? Problem.of(
            ROOM_FULL,
            "At most %d members fit in; somebody must leave first."
                .formatted(room.details().maxMembers()))
        : error;
  }
}
