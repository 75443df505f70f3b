/** Access tokens for users and services, and the opaque secrets of every other kind. */
@NullMarked
package chat.auth.token;

import org.jspecify.annotations.NullMarked;
