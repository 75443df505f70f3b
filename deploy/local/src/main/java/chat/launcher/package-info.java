/**
 * The launcher behind {@code ./chat}: it runs the very jars that production runs, on embedded
 * backing services, and leaves nothing behind when it stops.
 */
@NullMarked
package chat.launcher;

import org.jspecify.annotations.NullMarked;
