/** Restarts every gateway and every message-service under connected clients, one by one. */
@NullMarked
package chat.load.restarts;

import org.jspecify.annotations.NullMarked;
