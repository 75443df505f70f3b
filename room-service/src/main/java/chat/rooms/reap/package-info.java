/** The end of ad-hoc rooms that nobody uses any more. */
@NullMarked
package chat.rooms.reap;

import org.jspecify.annotations.NullMarked;
