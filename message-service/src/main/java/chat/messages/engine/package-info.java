/**
 * Engine.IO v4 without a network in it: what a session may be told and in which order it answers.
 * Everything that happens to one session goes through its {@link chat.messages.engine.Mailbox};
 * transports hand in what they receive and are told what to write.
 */
@NullMarked
package chat.messages.engine;

import org.jspecify.annotations.NullMarked;
