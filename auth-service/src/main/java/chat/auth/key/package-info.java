/** The keys that sign access tokens: born in the database, rotated, and published. */
@NullMarked
package chat.auth.key;

import org.jspecify.annotations.NullMarked;
