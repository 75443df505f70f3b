/** Keeps secrets at rest unreadable to those who have only the database. */
@NullMarked
package chat.auth.vault;

import org.jspecify.annotations.NullMarked;
