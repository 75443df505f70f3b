/** Who must be told, and what they have been told. */
@NullMarked
package chat.notifications;

import org.jspecify.annotations.NullMarked;
