/** Live fan-out on a real Redis. */
@NullMarked
package chat.kit.live;

import org.jspecify.annotations.NullMarked;
