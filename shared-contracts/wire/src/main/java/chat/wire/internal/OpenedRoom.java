package chat.wire.internal;

import chat.wire.RoomDetails;
import chat.wire.RoomId;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A room as its code shows it: the answer to {@code GET /internal/codes/{code}} and to {@code POST
 * /internal/rooms}.
 *
 * @param code absent when the room was found in another way
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OpenedRoom(
    RoomId room, long version, RoomDetails details, @Nullable String code, Instant createdAt) {}
