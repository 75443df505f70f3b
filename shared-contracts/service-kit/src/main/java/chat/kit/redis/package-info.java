/** How every service holds on to Redis: it fails at once while Redis is away, and is soon back. */
@NullMarked
package chat.kit.redis;

import org.jspecify.annotations.NullMarked;
