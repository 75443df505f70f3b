/** Who has read a message, as far as they let others know. */
@NullMarked
package chat.messages.receipt;

import org.jspecify.annotations.NullMarked;
