/** Decides from what happened who must be told, and tells them. */
@NullMarked
package chat.notifications.notice;

import org.jspecify.annotations.NullMarked;
