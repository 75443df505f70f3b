/** Small helpers for writing statements. */
@NullMarked
package chat.auth.data;

import org.jspecify.annotations.NullMarked;
