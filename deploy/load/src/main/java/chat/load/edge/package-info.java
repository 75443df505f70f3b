/**
 * What sockets cost a whole message-service, with tokens and rooms: many that are idle, and many
 * that come at once.
 */
@NullMarked
package chat.load.edge;

import org.jspecify.annotations.NullMarked;
