/** The one door: it routes, validates and joins no data. */
@NullMarked
package chat.gateway;

import org.jspecify.annotations.NullMarked;
