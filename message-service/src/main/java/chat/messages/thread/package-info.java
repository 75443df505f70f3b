/** Conversations beside the conversation: the replies to one message, page by page. */
@NullMarked
package chat.messages.thread;

import org.jspecify.annotations.NullMarked;
