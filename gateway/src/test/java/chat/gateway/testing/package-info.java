/** A gateway among stand-ins: small HTTP servers that tell what has reached them. */
@NullMarked
package chat.gateway.testing;

import org.jspecify.annotations.NullMarked;
