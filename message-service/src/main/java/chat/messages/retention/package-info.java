/**
 * Forgets what a room's owner does not want to be kept, and rooms that are deleted. A stream loses
 * its beginning only, so what remains has no gaps; its last event stays, without its text, and the
 * numbers go on from there.
 */
@NullMarked
package chat.messages.retention;

import org.jspecify.annotations.NullMarked;
