/** What was said in a room, page by page. */
@NullMarked
package chat.messages.history;

import org.jspecify.annotations.NullMarked;
