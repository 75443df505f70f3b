/**
 * What every run stands on: stores of its own, message-service as production runs it in processes
 * of its own, and the neighbours it asks, so small that they do not count.
 */
@NullMarked
package chat.load.rig;

import org.jspecify.annotations.NullMarked;
