package chat.messages.room;

import chat.kit.problem.Problem;
import chat.wire.Permission;
import chat.wire.ProblemType;
import chat.wire.Role;
import chat.wire.RoomDetails;
import chat.wire.RoomKind;
import chat.wire.internal.Membership;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How one user stands to one room, and by which rules that goes.
 *
 * @param role absent when the user is not a member
 * @param postingRole the least role that may write; absent when every member may
 * @param slowSeconds how long a plain member waits between two messages, if at all
 * @param historyVisible false when a newcomer sees only what comes after joining
 */
public record Standing(
    RoomKind kind,
    boolean archived,
    @Nullable Role role,
    @Nullable Instant mutedUntil,
    @Nullable Role postingRole,
    @Nullable Integer slowSeconds,
    boolean historyVisible) {

  static Standing of(Membership membership) {
    RoomDetails details = membership.details();
    return new Standing(
        details.kind(),
        membership.archived(),
        membership.role(),
        membership.mutedUntil(),
        details.postingRole(),
        details.slowModeSeconds(),
        !Boolean.FALSE.equals(details.historyVisible()));
  }

  /** Refuses whoever may not read here. */
  public Standing reading() {
    if (role == null) {
      throw Problem.of(ProblemType.NOT_A_MEMBER);
    }
    return this;
  }

  /** Refuses whoever may not change anything here, were it their own message. */
  public Standing changing() {
    reading();
    return open();
  }

  /** Refuses whoever may not make themselves heard here now. */
  public Standing speaking(Instant now) {
    changing();
    if (mutedUntil != null && mutedUntil.isAfter(now)) {
      throw Problem.of(ProblemType.MUTED, "You are muted until %s.".formatted(mutedUntil))
          .with("until", mutedUntil);
    }
    return this;
  }

  /** Refuses whoever may not write here now. */
  public Standing writing(Instant now) {
    speaking(now);
    if (!Permission.POST.allows(level(), kind) || level().compareTo(level(postingRole)) < 0) {
      throw Problem.of(ProblemType.FORBIDDEN, "In this room not every member may write.");
    }
    return this;
  }

  /** Refuses to change an archived room. */
  public Standing open() {
    if (archived) {
      throw Problem.of(ProblemType.FORBIDDEN, "The room is archived: it can only be read.");
    }
    return this;
  }

  public boolean may(Permission what) {
    return what.allows(level(), kind);
  }

  /** How long this member waits between two messages; absent when they need not. */
  public @Nullable Integer pace() {
    return slowSeconds != null && slowSeconds > 0 && level() == chat.wire.Standing.MEMBER
        ? slowSeconds
        : null;
  }

  private chat.wire.Standing level() {
    return level(role);
  }

  private static chat.wire.Standing level(@Nullable Role role) {
    return role == null ? chat.wire.Standing.ANYONE : chat.wire.Standing.of(role);
  }
}
