/** Logins: their tokens, their refresh, their list and their end. */
@NullMarked
package chat.auth.session;

import org.jspecify.annotations.NullMarked;
