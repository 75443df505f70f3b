package chat.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/** What a room is, without who is in it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RoomDetails(RoomKind kind, String name, @Nullable String topic) {}
