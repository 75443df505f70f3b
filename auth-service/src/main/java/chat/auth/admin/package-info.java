/** What administrators may do to users and keys. */
@NullMarked
package chat.auth.admin;

import org.jspecify.annotations.NullMarked;
