package chat.wire.internal;

import chat.wire.UserRef;
import org.jspecify.annotations.Nullable;

/**
 * Somebody at an edge types a room's code: the body of {@code POST /internal/codes/{code}}, which
 * only looks, and of {@code POST /internal/codes/{code}/members}, which goes in.
 *
 * @param address where the wish came from; wrong guesses are counted per user and per address
 */
public record CodeEntry(UserRef user, @Nullable String address) {}
