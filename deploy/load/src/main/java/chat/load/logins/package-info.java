/** A storm of logins, and what everybody else notices of it. */
@NullMarked
package chat.load.logins;

import org.jspecify.annotations.NullMarked;
