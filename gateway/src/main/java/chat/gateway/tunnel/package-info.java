/** Carries WebSockets as bytes between two connections once both ends have agreed to speak it. */
@NullMarked
package chat.gateway.tunnel;

import org.jspecify.annotations.NullMarked;
