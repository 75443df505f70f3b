/** Where a local run or a test gets its PostgreSQL, its Redis and its AMQP broker from. */
@NullMarked
package chat.backing;

import org.jspecify.annotations.NullMarked;
