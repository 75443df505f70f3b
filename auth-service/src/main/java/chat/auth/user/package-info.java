/** Who people are to each other: names, profiles, and the store of users. */
@NullMarked
package chat.auth.user;

import org.jspecify.annotations.NullMarked;
