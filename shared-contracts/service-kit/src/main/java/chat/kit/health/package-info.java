/**
 * What a service says of its own health: DOWN when it cannot serve, DEGRADED when it serves with
 * something missing, in both cases what and since when.
 */
@NullMarked
package chat.kit.health;

import org.jspecify.annotations.NullMarked;
