package chat.messages.read;

import chat.wire.RoomId;
import io.swagger.v3.oas.annotations.media.Schema;

/**
 * How one member stands to a room's stream.
 *
 * @param head the room's last seq
 * @param read up to where they have read, or the seq with which they came in when that is later
 * @param unread how many messages of others are behind that, without the deleted ones
 * @param mentions how many of these call the member, or everybody
 */
@Schema(name = "Unread")
public record Unread(RoomId room, long head, long read, long unread, long mentions) {}
