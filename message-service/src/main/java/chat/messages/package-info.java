/** The durable stream of every room. */
@NullMarked
package chat.messages;

import org.jspecify.annotations.NullMarked;
