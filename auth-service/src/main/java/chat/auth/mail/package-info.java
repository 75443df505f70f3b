/** Letters to users, or what would have been sent. */
@NullMarked
package chat.auth.mail;

import org.jspecify.annotations.NullMarked;
