package chat.wire.internal;

import chat.wire.UserRef;
import org.jspecify.annotations.Nullable;

/**
 * Somebody at an edge opens an ad-hoc room: the body of {@code POST /internal/rooms}, answered by
 * an {@link OpenedRoom}.
 *
 * @param name absent when the code is name enough
 */
public record RoomOpening(UserRef by, @Nullable String name) {}
