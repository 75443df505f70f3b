/** One message to all sockets of a room: our core beside Node's socket.io, at the same job. */
@NullMarked
package chat.load.broadcast;

import org.jspecify.annotations.NullMarked;
