/** Engine.IO's two transports on reactor-netty: they move bytes and decide nothing. */
@NullMarked
package chat.messages.engine.netty;

import org.jspecify.annotations.NullMarked;
