/** Everybody's inbox: what they were told, what of it they have read, and what is forgotten. */
@NullMarked
package chat.notifications.inbox;

import org.jspecify.annotations.NullMarked;
