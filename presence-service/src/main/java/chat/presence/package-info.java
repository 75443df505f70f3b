/** Who is here, from the connections that the edges report. */
@NullMarked
package chat.presence;

import org.jspecify.annotations.NullMarked;
