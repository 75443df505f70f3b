/** Failed attempts, and the patience they cost. */
@NullMarked
package chat.auth.attempt;

import org.jspecify.annotations.NullMarked;
