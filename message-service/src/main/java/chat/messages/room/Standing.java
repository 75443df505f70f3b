package chat.messages.room;

import chat.kit.problem.Problem;
import chat.wire.ProblemType;
import chat.wire.Role;
import chat.wire.RoomKind;
import chat.wire.internal.Membership;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How one user stands to one room.
 *
 * @param role absent when the user is not a member
 */
public record Standing(
    RoomKind kind, boolean archived, @Nullable Role role, @Nullable Instant mutedUntil) {

  static Standing of(Membership membership) {
    return new Standing(
        membership.details().kind(),
        membership.archived(),
        membership.role(),
        membership.mutedUntil());
  }

  /** Refuses whoever may not read here. */
  public Standing reading() {
    if (role == null) {
      throw Problem.of(ProblemType.NOT_A_MEMBER);
    }
    return this;
  }

  /** Refuses whoever may not write here now. */
  public Standing writing(Instant now) {
    reading();
    if (archived) {
      throw Problem.of(ProblemType.FORBIDDEN, "The room is archived: it can only be read.");
    }
    if (mutedUntil != null && mutedUntil.isAfter(now)) {
      throw Problem.of(ProblemType.MUTED, "You are muted until %s.".formatted(mutedUntil))
          .with("until", mutedUntil);
    }
    return this;
  }

  /** Whether a mention of the room is one: it calls everybody, so a crowd's members may not. */
  public boolean mayCallEverybody() {
    return switch (kind) {
      case DIRECT, GROUP -> true;
      case PUBLIC, PRIVATE, GLOBAL, AD_HOC, UNKNOWN -> role == Role.OWNER || role == Role.MODERATOR;
    };
  }
}
