/**
 * The routing table: what of the house can be reached from outside, and where. It is decided before
 * anything else is asked, and what does not stand in the table does not exist.
 */
@NullMarked
package chat.gateway.table;

import org.jspecify.annotations.NullMarked;
