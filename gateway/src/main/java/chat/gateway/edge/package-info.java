/** What every request and every answer passes on its way through the door. */
@NullMarked
package chat.gateway.edge;

import org.jspecify.annotations.NullMarked;
