/** Load, latency and fault runs against a running house, and what counts their answers. */
@NullMarked
package chat.load;

import org.jspecify.annotations.NullMarked;
