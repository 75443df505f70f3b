/** Carries a request to one instance of its service, and says plainly when there is none. */
@NullMarked
package chat.gateway.forward;

import org.jspecify.annotations.NullMarked;
