/** What this service knows of rooms and their members: a projection of room-service's events. */
@NullMarked
package chat.messages.room;

import org.jspecify.annotations.NullMarked;
