/** Short codes that open a room for whoever is told them, and for nobody who guesses. */
@NullMarked
package chat.rooms.code;

import org.jspecify.annotations.NullMarked;
