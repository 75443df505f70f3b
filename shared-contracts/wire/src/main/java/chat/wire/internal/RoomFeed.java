package chat.wire.internal;

import chat.wire.RoomId;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of all rooms in the order of their ids: the answer to {@code GET
 * /internal/rooms?after=ROOM&limit=N}. Whoever listens to room events while reading it to the end,
 * and keeps the higher version of each room, misses nothing.
 *
 * @param next what to pass as {@code after} for the next page; absent on the last one
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RoomFeed(List<RoomSnapshot> rooms, @Nullable RoomId next) {}
