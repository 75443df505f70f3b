package chat.rooms.room;

import static chat.wire.ProblemType.FORBIDDEN;

import chat.kit.problem.Problem;
import chat.wire.Permission;
import chat.wire.RoomKind;
import chat.wire.Standing;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What somebody may do in one room.
 *
 * @param member absent when they are not in the room, or in the global one without a row
 */
public record Authority(Actor actor, RoomKind kind, @Nullable Member member, Standing standing) {

  public boolean may(Permission permission) {
    return permission.allows(standing, kind)
        || (actor.administrator() && permission.administrators());
  }

  /** Whether they may act on a member: only on those who stand below them. */
  public boolean outranks(Standing other) {
    return actor.administrator() || standing.compareTo(other) > 0;
  }

  /** Says what it takes. */
  public Problem refusal(Permission permission) {
    Standing least = permission.least(kind);
    String what = words(permission.name());
    String where = words(kind.name());
    return Problem.of(
        FORBIDDEN,
        switch (least) {
          case NOBODY -> "To %s is not possible in a %s room.".formatted(what, where);
          case ACCOUNT -> "To %s takes an account; guests have none.".formatted(what);
          case MODERATOR -> "To %s takes a moderator or an owner of the room.".formatted(what);
          case OWNER -> "To %s takes an owner of the room.".formatted(what);
          case ANYONE, MEMBER -> "To %s takes a member of the room.".formatted(what);
        });
  }

  static String words(String name) {
    return name.toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
