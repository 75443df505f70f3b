/** How rooms come into being: by a wish, by the first message between two people, by the house. */
@NullMarked
package chat.rooms.open;

import org.jspecify.annotations.NullMarked;
