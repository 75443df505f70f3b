/**
 * What a live socket carries: the names and payloads of the Socket.IO events in both directions,
 * and the answer to each client event.
 */
@NullMarked
package chat.wire.frame;

import org.jspecify.annotations.NullMarked;
