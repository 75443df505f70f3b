/** Names that two processes must agree on: exchanges, queues, channels and keys. */
@NullMarked
package chat.wire.names;

import org.jspecify.annotations.NullMarked;
