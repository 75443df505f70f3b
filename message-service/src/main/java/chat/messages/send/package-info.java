/**
 * How a message comes into a room: checked, written once, acknowledged, told to whoever listens.
 */
@NullMarked
package chat.messages.send;

import org.jspecify.annotations.NullMarked;
