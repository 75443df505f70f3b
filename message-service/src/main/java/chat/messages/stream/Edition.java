package chat.messages.stream;

/**
 * Which edition of a room's stream somebody has seen: whatever changes in it, and whatever of it is
 * forgotten, makes another one. Both numbers only grow.
 *
 * @param head the last seq; 0 while nothing has happened there
 * @param forgotten how often something was forgotten
 */
public record Edition(long head, long forgotten) {
  public static final Edition UNKNOWN = new Edition(-1, 0);

  /** Whether it is that one or came after it. Of what nobody knows nothing is known. */
  boolean isAtLeast(Edition other) {
    return !other.equals(UNKNOWN) && head >= other.head && forgotten >= other.forgotten;
  }
}
