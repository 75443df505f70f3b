/** What the gateway costs, beside other ways in: none, Express with a proxy, nginx. */
@NullMarked
package chat.load.door;

import org.jspecify.annotations.NullMarked;
