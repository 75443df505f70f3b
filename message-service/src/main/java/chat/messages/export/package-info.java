/** Lets people take their messages away: a room's owner the room, and everybody their own. */
@NullMarked
package chat.messages.export;

import org.jspecify.annotations.NullMarked;
