package chat.wire.frame;

import chat.wire.RoomId;

/** How far a room's stream is known, or goes. */
public record Position(RoomId room, long seq) {}
