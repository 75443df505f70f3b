/** How the whole platform is, in one answer. */
@NullMarked
package chat.gateway.health;

import org.jspecify.annotations.NullMarked;
