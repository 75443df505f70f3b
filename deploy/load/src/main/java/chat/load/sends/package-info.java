/**
 * How many messages a second become durable, how many pages of history can be read, and what both
 * cost, side by side with pgbench on the same server in the same run.
 */
@NullMarked
package chat.load.sends;

import org.jspecify.annotations.NullMarked;
