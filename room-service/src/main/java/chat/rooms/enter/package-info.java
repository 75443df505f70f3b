/** The ways into a room and out of it: the open door, a code, an invitation. */
@NullMarked
package chat.rooms.enter;

import org.jspecify.annotations.NullMarked;
