/** Rooms, their members and what each may do. */
@NullMarked
package chat.rooms;

import org.jspecify.annotations.NullMarked;
