/** How often one address and one user may ask, counted for all gateways together. */
@NullMarked
package chat.gateway.limit;

import org.jspecify.annotations.NullMarked;
