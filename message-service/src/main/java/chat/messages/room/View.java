package chat.messages.room;

import chat.messages.stream.Edition;

/**
 * How somebody stands to a room, and which edition of its stream there was at that moment.
 *
 * @param edition none that there ever is where room-service was asked
 */
public record View(Standing standing, Edition edition) {}
