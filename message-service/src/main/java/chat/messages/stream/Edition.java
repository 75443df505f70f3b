package chat.messages.stream;

/**
 * Which edition of a room's stream somebody has seen: whatever changes in it, and whatever of it is
 * forgotten, makes another one.
 *
 * @param head the last seq; 0 while nothing has happened there
 * @param forgotten how often something was forgotten
 */
public record Edition(long head, long forgotten) {
  public static final Edition UNKNOWN = new Edition(-1, 0);
}
