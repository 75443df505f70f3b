/** What there is to see: the directory, one's own rooms, a room's page and its members. */
@NullMarked
package chat.rooms.browse;

import org.jspecify.annotations.NullMarked;
