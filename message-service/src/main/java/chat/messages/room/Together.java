package chat.messages.room;

import chat.wire.RoomId;
import chat.wire.UserId;

/** A user is a member of a room. */
public record Together(RoomId room, UserId user) {}
