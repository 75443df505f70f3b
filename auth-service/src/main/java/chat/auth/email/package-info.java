/** Proving that an address is one's own, and the single-use links for it. */
@NullMarked
package chat.auth.email;

import org.jspecify.annotations.NullMarked;
