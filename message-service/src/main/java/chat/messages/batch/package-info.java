/** How many small things become one large one, without anybody waiting for a timer. */
@NullMarked
package chat.messages.batch;

import org.jspecify.annotations.NullMarked;
