/**
 * A room, its members and the one way to change them: under the room's row lock, each change one
 * version and one event, in one transaction.
 */
@NullMarked
package chat.rooms.room;

import org.jspecify.annotations.NullMarked;
