package chat.wire;

import java.util.List;

/**
 * One emoji that was put to a message.
 *
 * @param count by how many users
 * @param by the first of them, fifty at most
 */
public record Reaction(String emoji, int count, List<UserId> by) {}
