/**
 * What becomes of a message after it was sent: edited, deleted, reacted to, pinned. Each change is
 * an event of the room's stream, and asking for what is so already changes nothing.
 */
@NullMarked
package chat.messages.change;

import org.jspecify.annotations.NullMarked;
