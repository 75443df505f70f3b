package chat.rooms.room;

import static chat.wire.ProblemType.BANNED;
import static chat.wire.ProblemType.CONFLICT;
import static chat.wire.ProblemType.NOT_A_MEMBER;

import chat.kit.problem.Problem;
import chat.wire.Permission;
import chat.wire.RoomKind;
import chat.wire.Standing;
import java.util.Set;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Holds whoever wants something against the table of {@link Permission}. */
@Component
public class Authorities {
  /** What an archived room still allows: to look, to leave, to keep order, to bring it back. */
  private static final Set<Permission> IN_AN_ARCHIVE =
      Set.of(
          Permission.SEE,
          Permission.READ,
          Permission.SEE_MEMBERS,
          Permission.LEAVE,
          Permission.ARCHIVE,
          Permission.DELETE,
          Permission.REMOVE_MEMBERS,
          Permission.BAN,
          Permission.CHANGE_ROLES,
          Permission.REPORT,
          Permission.HANDLE_REPORTS);

  private final Members members;
  private final Bans bans;

  Authorities(Members members, Bans bans) {
    this.members = members;
    this.bans = bans;
  }

  /** How somebody stands to the room. */
  public Mono<Authority> of(Room room, Actor actor) {
    return members
        .find(room.id(), actor.id())
        .map(member -> new Authority(actor, room.kind(), member, Standing.of(member.role())))
        .switchIfEmpty(Mono.defer(() -> withoutARow(room, actor)));
  }

  /** How somebody stands to the room, if the table lets them do it; a refusal if not. */
  public Mono<Authority> require(Permission permission, Room room, Actor actor) {
    return of(room, actor)
        .flatMap(
            authority -> {
              if (!authority.may(permission)) {
                return refuse(permission, room, authority);
              }
              return room.archived() && !IN_AN_ARCHIVE.contains(permission)
                  ? Mono.error(archived())
                  : Mono.just(authority);
            });
  }

  /** Tells the banned why they are kept out, and until when. */
  public Mono<Void> refuseBanned(Room room, Actor actor) {
    return bans.find(room.id(), actor.id()).flatMap(ban -> Mono.error(banned(ban)));
  }

  /** In the global room everybody is a member who is not banned from it. */
  private Mono<Authority> withoutARow(Room room, Actor actor) {
    Standing outside = actor.guest() ? Standing.ANYONE : Standing.ACCOUNT;
    if (room.kind() != RoomKind.GLOBAL) {
      return Mono.just(new Authority(actor, room.kind(), null, outside));
    }
    return bans.find(room.id(), actor.id())
        .hasElement()
        .map(banned -> new Authority(actor, room.kind(), null, banned ? outside : Standing.MEMBER));
  }

  private Mono<Authority> refuse(Permission permission, Room room, Authority authority) {
    Standing least = permission.least(room.kind());
    boolean inside = authority.standing().compareTo(Standing.MEMBER) >= 0;
    boolean doneByNobody = least == Standing.NOBODY && authority.may(Permission.SEE);
    if (inside || doneByNobody || least.compareTo(Standing.MEMBER) < 0) {
      return Mono.error(authority.refusal(permission));
    }
    return refuseBanned(room, authority.actor()).then(Mono.error(() -> stranger(room, authority)));
  }

  private static Problem stranger(Room room, Authority authority) {
    return authority.may(Permission.SEE)
        ? Problem.of(NOT_A_MEMBER, "Join the room first.")
        : RoomChanges.notFound(room.id());
  }

  private static Problem banned(Bans.Ban ban) {
    String until = ban.until() == null ? "" : " until " + ban.until();
    String reason = ban.reason() == null ? "" : ": " + ban.reason();
    return Problem.of(BANNED, "You are banned from this room%s%s.".formatted(until, reason));
  }

  private static Problem archived() {
    return Problem.of(CONFLICT, "The room is archived; an owner can bring it back.");
  }
}
