/** What becomes of rooms when a user changes or goes. */
@NullMarked
package chat.rooms.person;

import org.jspecify.annotations.NullMarked;
