/** A room's fields, and whether it is used, archived or gone. */
@NullMarked
package chat.rooms.manage;

import org.jspecify.annotations.NullMarked;
