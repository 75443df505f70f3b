/** What one does with one's own account: profile, export, deletion. */
@NullMarked
package chat.auth.account;

import org.jspecify.annotations.NullMarked;
