/**
 * Domain facts as they travel over RabbitMQ, in CloudEvents 1.0. A fact is past and durable: it is
 * published only after the transaction that made it true.
 */
@NullMarked
package chat.wire.event;

import org.jspecify.annotations.NullMarked;
