package chat.rooms.enter;

import static chat.wire.ProblemType.NOT_A_MEMBER;
import static chat.wire.ProblemType.ROOM_NOT_FOUND;

import chat.kit.problem.Problem;
import chat.rooms.code.Codes;
import chat.rooms.code.Guesses;
import chat.rooms.room.Actor;
import chat.rooms.room.Authorities;
import chat.rooms.room.Authority;
import chat.rooms.room.LockedRoom;
import chat.rooms.room.RoomChanges;
import chat.rooms.room.Rooms;
import chat.wire.Permission;
import chat.wire.Role;
import chat.wire.RoomId;
import chat.wire.Standing;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Lets people into rooms and out of them. To be in already is no error. */
@Component
public class Entrance {
  private final RoomChanges changes;
  private final Rooms rooms;
  private final Authorities authorities;
  private final Codes codes;
  private final Invitations invitations;
  private final Guesses guesses;

  Entrance(
      RoomChanges changes,
      Rooms rooms,
      Authorities authorities,
      Codes codes,
      Invitations invitations,
      Guesses guesses) {
    this.changes = changes;
    this.rooms = rooms;
    this.authorities = authorities;
    this.codes = codes;
    this.invitations = invitations;
    this.guesses = guesses;
  }

  /** Joins a room that is open to all, or to which there is an invitation. */
  public Mono<Void> join(RoomId id, Actor actor) {
    return changes.in(
        id,
        actor,
        (room, known) ->
            enter(
                room,
                known,
                invitations
                    .exists(id, known.id())
                    .map(yes -> yes ? Permission.JOIN_BY_INVITATION : Permission.JOIN)));
  }

  /** Joins the room that a code opens. */
  public Mono<RoomId> joinByCode(String typed, Actor actor, @Nullable String address) {
    String code = Codes.read(typed);
    return look(code, actor, address)
        .delayUntil(id -> changes.in(id, actor, (room, known) -> enterBy(code, room, known)));
  }

  /** The room that a code opens, without going in. */
  public Mono<RoomId> look(String typed, Actor actor, @Nullable String address) {
    String code = Codes.read(typed);
    return guesses
        .guess(actor.id(), address, () -> codes.opens(code))
        .switchIfEmpty(Mono.error(Entrance::wrongCode))
        .delayUntil(rooms::touch);
  }

  public Mono<Void> leave(RoomId id, Actor actor) {
    return changes.in(
        id,
        actor,
        (room, known) ->
            authorities
                .require(Permission.LEAVE, room.room(), known)
                .mapNotNull(Authority::member)
                .switchIfEmpty(Mono.error(Entrance::notIn))
                .flatMap(room::leave));
  }

  private Mono<Void> enterBy(String code, LockedRoom room, Actor actor) {
    return enter(
        room,
        actor,
        codes
            .use(room.id(), code)
            .filter(used -> used)
            .map(used -> Permission.JOIN_BY_CODE)
            .switchIfEmpty(Mono.error(Entrance::wrongCode)));
  }

  /** Whoever is in stays in, and uses up neither a code nor an invitation. */
  private Mono<Void> enter(LockedRoom room, Actor actor, Mono<Permission> way) {
    return authorities
        .of(room.room(), actor)
        .filter(authority -> authority.standing().compareTo(Standing.MEMBER) < 0)
        .delayUntil(outside -> authorities.refuseBanned(room.room(), actor))
        .flatMap(outside -> way)
        .flatMap(permission -> authorities.require(permission, room.room(), actor))
        .flatMap(allowed -> room.join(actor.user(), Role.MEMBER));
  }

  private static Problem wrongCode() {
    return Problem.of(
        ROOM_NOT_FOUND,
        "This code opens no room: it was mistyped, replaced or has ended. Ask for the room's code.");
  }

  private static Problem notIn() {
    return Problem.of(NOT_A_MEMBER, "You are not in this room.");
  }
}
