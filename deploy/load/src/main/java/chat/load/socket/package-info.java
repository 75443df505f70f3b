/** Thousands of Socket.IO clients in one process, as cheap as can be: they count and time. */
@NullMarked
package chat.load.socket;

import org.jspecify.annotations.NullMarked;
