/** A small service that does a little of everything, to try the kit on. */
@NullMarked
package chat.kit.small;

import org.jspecify.annotations.NullMarked;
