/**
 * The one way by which a durable event gets its number. What is written at the same time goes to
 * the database as one statement, so that a busy service costs it few commits; what is acknowledged
 * is committed, with its outbox row, and a room's numbers have neither gaps nor doubles. An event
 * that would change nothing, because it has been written before or came too late, takes no number.
 */
@NullMarked
package chat.messages.write;

import org.jspecify.annotations.NullMarked;
