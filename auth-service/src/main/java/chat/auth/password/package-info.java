/** Passwords: what is strong enough, how they are hashed and changed. */
@NullMarked
package chat.auth.password;

import org.jspecify.annotations.NullMarked;
