/** Passwords: what is strong enough, how they are hashed, changed, forgotten and reset. */
@NullMarked
package chat.auth.password;

import org.jspecify.annotations.NullMarked;
