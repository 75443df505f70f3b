/** What the other services ask this one, with a service token. */
@NullMarked
package chat.rooms.feed;

import org.jspecify.annotations.NullMarked;
