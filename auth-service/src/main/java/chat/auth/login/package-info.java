/** The doors: registering, logging in, and being a guest. */
@NullMarked
package chat.auth.login;

import org.jspecify.annotations.NullMarked;
