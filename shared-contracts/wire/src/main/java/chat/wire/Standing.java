package chat.wire;

/** How somebody stands to a room, from the least to the most: who has more may do what less may. */
public enum Standing {
  /** Logged in, as a guest perhaps, and not in the room. */
  ANYONE,
  /** Not in the room, but no guest either. */
  ACCOUNT,
  MEMBER,
  MODERATOR,
  OWNER,
  /** Nobody stands here: what needs it is not done at all in this kind of room. */
  NOBODY;

  /** The standing that comes with a member's role. */
  public static Standing of(Role role) {
    return switch (role) {
      case OWNER -> OWNER;
      case MODERATOR -> MODERATOR;
      case MEMBER, UNKNOWN -> MEMBER;
    };
  }
}
