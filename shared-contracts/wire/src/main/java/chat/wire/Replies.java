package chat.wire;

import java.time.Instant;

/**
 * What a thread holds besides its root; deleted replies do not count.
 *
 * @param lastSeq the last reply's place in the room's stream
 */
public record Replies(int count, long lastSeq, Instant lastAt) {}
