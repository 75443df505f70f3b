/** The web client's files, as they lie in its jar. */
@NullMarked
package chat.gateway.page;

import org.jspecify.annotations.NullMarked;
