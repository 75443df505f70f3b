package chat.rooms.moderate;

import static chat.wire.ProblemType.FORBIDDEN;

import chat.kit.problem.Problem;
import chat.rooms.room.Actor;
import chat.rooms.room.Authorities;
import chat.rooms.room.Authority;
import chat.rooms.room.IfMatch;
import chat.rooms.room.LockedRoom;
import chat.rooms.room.Member;
import chat.rooms.room.Members;
import chat.rooms.room.RoomChanges;
import chat.rooms.room.RoomFields;
import chat.wire.Permission;
import chat.wire.Role;
import chat.wire.RoomId;
import chat.wire.Standing;
import chat.wire.UserId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Gives roles and passes ownership on; a room never loses its last owner. */
@Component
class Roles {
  private final RoomChanges changes;
  private final Authorities authorities;
  private final Members members;

  Roles(RoomChanges changes, Authorities authorities, Members members) {
    this.changes = changes;
    this.authorities = authorities;
    this.members = members;
  }

  /** Gives a member another role; to give the same again changes nothing. */
  Mono<Void> change(RoomId id, UserId user, Role role, @Nullable IfMatch expected, Actor actor) {
    if (role == Role.UNKNOWN) {
      return Mono.error(RoomFields.invalid("role", "must be one of owner, moderator, member"));
    }
    return changes.in(
        id,
        actor,
        (room, known) ->
            authorities
                .require(Permission.CHANGE_ROLES, room.room(), known)
                .flatMap(authority -> subject(authority, room, user))
                .doOnNext(member -> check(expected, member))
                .filter(member -> member.role() != role)
                .delayUntil(member -> keepsAnOwner(room, member))
                .flatMap(member -> room.changeRole(member, role, known.user())));
  }

  /** Makes another member the owner and the old owner a moderator, both or neither. */
  Mono<Void> transfer(RoomId id, UserId user, Actor actor) {
    if (user.equals(actor.id())) {
      return Mono.error(RoomFields.invalid("user", "must be somebody else"));
    }
    return changes.in(
        id,
        actor,
        (room, known) ->
            authorities
                .require(Permission.CHANGE_ROLES, room.room(), known)
                .mapNotNull(Authority::member)
                .filter(member -> member.role() == Role.OWNER)
                .switchIfEmpty(Mono.error(Roles::noOwner))
                .flatMap(owner -> transfer(room, owner, user)));
  }

  private Mono<Void> transfer(LockedRoom room, Member owner, UserId user) {
    return member(room, user)
        .filter(successor -> successor.role() != Role.OWNER)
        .flatMap(successor -> room.changeRole(successor, Role.OWNER, owner.user()))
        .then(Mono.defer(() -> room.changeRole(owner, Role.MODERATOR, owner.user())));
  }

  /** Whoever may be given another role: those below, and oneself. */
  private Mono<Member> subject(Authority authority, LockedRoom room, UserId user) {
    return member(room, user)
        .filter(
            member ->
                user.equals(authority.actor().id())
                    || authority.outranks(Standing.of(member.role())))
        .switchIfEmpty(
            Mono.error(
                () -> Problem.of(FORBIDDEN, "An owner's role is changed by that owner alone.")));
  }

  private Mono<Member> member(LockedRoom room, UserId user) {
    return members.find(room.id(), user).switchIfEmpty(Mono.error(Moderation::noMember));
  }

  private static void check(@Nullable IfMatch expected, Member member) {
    if (expected != null) {
      expected.check(member.version());
    }
  }

  private static Mono<Void> keepsAnOwner(LockedRoom room, Member member) {
    return member.role() == Role.OWNER
        ? room.keepsAnOwnerWithout(member.user().id())
        : Mono.empty();
  }

  private static Problem noOwner() {
    return Problem.of(FORBIDDEN, "Only an owner can pass the room on.");
  }
}
