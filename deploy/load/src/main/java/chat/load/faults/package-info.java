/**
 * What becomes of the streams of rooms when things break under load: many writers on two instances,
 * one of which is killed, while the stores are restarted, emptied and cut off. In the end
 * everything acknowledged must be there once, in one order, for every reader.
 */
@NullMarked
package chat.load.faults;

import org.jspecify.annotations.NullMarked;
