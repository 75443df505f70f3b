/** The append-only log of what matters to safety. */
@NullMarked
package chat.auth.audit;

import org.jspecify.annotations.NullMarked;
