package chat.rooms.moderate;

import static chat.wire.ProblemType.CONFLICT;
import static chat.wire.ProblemType.FORBIDDEN;
import static chat.wire.ProblemType.NOT_FOUND;

import chat.kit.problem.Problem;
import chat.rooms.room.Actor;
import chat.rooms.room.Authorities;
import chat.rooms.room.Authority;
import chat.rooms.room.Bans;
import chat.rooms.room.LockedRoom;
import chat.rooms.room.Member;
import chat.rooms.room.Members;
import chat.rooms.room.People;
import chat.rooms.room.RoomChanges;
import chat.wire.Permission;
import chat.wire.Role;
import chat.wire.RoomId;
import chat.wire.RoomKind;
import chat.wire.Standing;
import chat.wire.UserId;
import chat.wire.UserRef;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Removes, bans and mutes. Whoever does so must stand above the other. */
@Component
class Moderation {
  private final RoomChanges changes;
  private final Authorities authorities;
  private final Members members;
  private final People people;
  private final Bans bans;

  Moderation(
      RoomChanges changes, Authorities authorities, Members members, People people, Bans bans) {
    this.changes = changes;
    this.authorities = authorities;
    this.members = members;
    this.people = people;
    this.bans = bans;
  }

  Mono<Void> remove(RoomId id, UserId user, Actor actor, @Nullable String reason) {
    return changes.in(
        id,
        actor,
        (room, known) ->
            authorities
                .require(Permission.REMOVE_MEMBERS, room.room(), known)
                .flatMap(authority -> below(authority, room, user))
                .flatMap(member -> room.remove(member, known.user(), reason)));
  }

  /** Bans somebody who is in the room, or who is not and shall not come. */
  Mono<Void> ban(
      RoomId id, UserId user, Actor actor, @Nullable String reason, @Nullable Instant until) {
    return people
        .get(user)
        .flatMap(
            banned ->
                changes.in(
                    id,
                    actor,
                    (room, known) ->
                        authorities
                            .require(Permission.BAN, room.room(), known)
                            .delayUntil(authority -> notAbove(authority, room, banned))
                            .then(bans.put(id, user, known.id(), reason, until))
                            .then(room.ban(banned, known.user(), reason, until))));
  }

  /** Lifts a ban. In the global room that makes a member of them again, which all may know. */
  Mono<Void> unban(RoomId id, UserId user, Actor actor) {
    return changes.in(
        id,
        actor,
        (room, known) ->
            authorities
                .require(Permission.BAN, room.room(), known)
                .then(bans.delete(id, user))
                .filter(deleted -> deleted)
                .switchIfEmpty(
                    Mono.error(() -> Problem.of(NOT_FOUND, "They are not banned from this room.")))
                .filter(deleted -> room.room().kind() == RoomKind.GLOBAL)
                .flatMap(deleted -> people.find(user))
                .flatMap(lifted -> room.join(lifted, Role.MEMBER)));
  }

  /**
   * @param until absent when they may speak again
   */
  Mono<Void> mute(RoomId id, UserId user, Actor actor, @Nullable Instant until) {
    return changes.in(
        id,
        actor,
        (room, known) ->
            authorities
                .require(Permission.MUTE, room.room(), known)
                .flatMap(authority -> below(authority, room, user))
                .flatMap(member -> room.mute(member.user(), known.user(), until)));
  }

  /** The member on whom somebody may act. */
  private Mono<Member> below(Authority authority, LockedRoom room, UserId user) {
    return members
        .find(room.id(), user)
        .switchIfEmpty(Mono.defer(() -> inGlobal(room, user)))
        .filter(member -> authority.outranks(Standing.of(member.role())))
        .switchIfEmpty(Mono.error(Moderation::notBelow));
  }

  /** In the global room everybody is a member; whoever is acted upon becomes one with a row. */
  private Mono<Member> inGlobal(LockedRoom room, UserId user) {
    if (room.room().kind() != RoomKind.GLOBAL) {
      return Mono.error(noMember());
    }
    return bans.find(room.id(), user)
        .<Member>flatMap(ban -> Mono.error(Problem.of(CONFLICT, "They are banned from this room.")))
        .switchIfEmpty(
            people
                .get(user)
                .flatMap(known -> room.join(known, Role.MEMBER))
                .then(Mono.defer(() -> members.find(room.id(), user))));
  }

  private Mono<Void> notAbove(Authority authority, LockedRoom room, UserRef user) {
    return members
        .find(room.id(), user.id())
        .filter(member -> !authority.outranks(Standing.of(member.role())))
        .flatMap(member -> Mono.error(notBelow()));
  }

  private static Problem notBelow() {
    return Problem.of(FORBIDDEN, "You can act only on members who stand below you in this room.");
  }

  static Problem noMember() {
    return Problem.of(NOT_FOUND, "There is no such member in this room.");
  }
}
