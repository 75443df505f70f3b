/**
 * Socket.IO v5 over Engine.IO sessions: its packets, and the namespaces that a client connects to.
 * Nothing reaches a client in a namespace that has not accepted it.
 */
@NullMarked
package chat.messages.socketio;

import org.jspecify.annotations.NullMarked;
