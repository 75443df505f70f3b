package chat.rooms.enter;

import static chat.wire.ProblemType.CONFLICT;
import static chat.wire.ProblemType.NOT_FOUND;

import chat.kit.problem.Problem;
import chat.rooms.room.Actor;
import chat.rooms.room.Authorities;
import chat.rooms.room.Bans;
import chat.rooms.room.LockedRoom;
import chat.rooms.room.Members;
import chat.rooms.room.People;
import chat.rooms.room.Room;
import chat.rooms.room.RoomChanges;
import chat.wire.Permission;
import chat.wire.RoomId;
import chat.wire.UserId;
import chat.wire.UserRef;
import chat.wire.event.RoomEvent;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Asks people into rooms. An invitation is accepted by joining. */
@Component
class Inviting {
  private final RoomChanges changes;
  private final Authorities authorities;
  private final Invitations invitations;
  private final People people;
  private final Members members;
  private final Bans bans;

  Inviting(
      RoomChanges changes,
      Authorities authorities,
      Invitations invitations,
      People people,
      Members members,
      Bans bans) {
    this.changes = changes;
    this.authorities = authorities;
    this.invitations = invitations;
    this.people = people;
    this.members = members;
    this.bans = bans;
  }

  Mono<Void> invite(RoomId id, UserId invitee, Actor actor) {
    return people
        .get(invitee)
        .flatMap(user -> changes.in(id, actor, (room, known) -> invite(room, user, known)));
  }

  /** Takes an invitation back, or answers it with no. */
  Mono<Void> withdraw(RoomId id, UserId invitee, Actor actor) {
    return changes.in(
        id,
        actor,
        (room, known) ->
            mayWithdraw(room.room(), invitee, known)
                .then(Mono.defer(() -> invitations.delete(id, invitee)))
                .filter(deleted -> deleted)
                .switchIfEmpty(Mono.error(Inviting::none))
                .then());
  }

  private Mono<Void> mayWithdraw(Room room, UserId invitee, Actor actor) {
    return invitee.equals(actor.id())
        ? Mono.empty()
        : authorities.require(Permission.INVITE, room, actor).then();
  }

  /** To invite again changes nothing and tells nobody. */
  private Mono<Void> invite(LockedRoom room, UserRef invitee, Actor actor) {
    Room now = room.room();
    return authorities
        .require(Permission.INVITE, now, actor)
        .then(Mono.defer(() -> refuseMember(now, invitee)))
        .then(Mono.defer(() -> refuseBanned(now, invitee)))
        .then(Mono.defer(() -> invitations.insert(now.id(), invitee.id(), actor.id())))
        .filter(inserted -> inserted)
        .flatMap(
            inserted ->
                room.record(
                    version ->
                        new RoomEvent.Invited(
                            now.id(), version, now.details(), invitee.id(), actor.user())));
  }

  private Mono<Void> refuseMember(Room room, UserRef invitee) {
    return members
        .find(room.id(), invitee.id())
        .flatMap(member -> Mono.error(Problem.of(CONFLICT, "They are in this room already.")));
  }

  private Mono<Void> refuseBanned(Room room, UserRef invitee) {
    return bans.find(room.id(), invitee.id())
        .flatMap(
            ban ->
                Mono.error(
                    Problem.of(CONFLICT, "They are banned from this room; lift the ban first.")));
  }

  private static Problem none() {
    return Problem.of(NOT_FOUND, "There is no such invitation; it was answered or taken back.");
  }
}
