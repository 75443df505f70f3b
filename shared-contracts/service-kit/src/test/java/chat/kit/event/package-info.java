/** What may be relied upon about events, guarantee by guarantee, on a real broker and database. */
@NullMarked
package chat.kit.event;

import org.jspecify.annotations.NullMarked;
