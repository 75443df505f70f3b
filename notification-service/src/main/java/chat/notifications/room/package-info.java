/** Who is in which room: a projection of room-service's events. */
@NullMarked
package chat.notifications.room;

import org.jspecify.annotations.NullMarked;
