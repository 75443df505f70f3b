/** The whole of message-service with many sockets: what they weigh, and a room that all are in. */
@NullMarked
package chat.load.live;

import org.jspecify.annotations.NullMarked;
