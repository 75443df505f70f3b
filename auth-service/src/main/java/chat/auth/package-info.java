/** Who people are: users, sessions and the keys that sign their tokens. */
@NullMarked
package chat.auth;

import org.jspecify.annotations.NullMarked;
