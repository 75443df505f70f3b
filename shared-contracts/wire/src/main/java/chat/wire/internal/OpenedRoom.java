package chat.wire.internal;

import chat.wire.RoomDetails;
import chat.wire.RoomId;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A room as its code shows it: the answer to {@code POST /internal/codes/{code}}, to {@code POST
 * /internal/codes/{code}/members} and to {@code POST /internal/rooms}.
 *
 * @param code absent when the room has lost its code in the meantime
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OpenedRoom(
    RoomId room, long version, RoomDetails details, @Nullable String code, Instant createdAt) {}
