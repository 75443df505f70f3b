/** A new password for who has forgotten the old one, by way of their mailbox. */
@NullMarked
package chat.auth.reset;

import org.jspecify.annotations.NullMarked;
