/** Live fan-out between nodes over Redis pub/sub: at most once, every loss is found elsewhere. */
@NullMarked
package chat.kit.live;

import org.jspecify.annotations.NullMarked;
