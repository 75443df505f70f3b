/** How rooms come into being: by a wish, or by the first message between two people. */
@NullMarked
package chat.rooms.open;

import org.jspecify.annotations.NullMarked;
