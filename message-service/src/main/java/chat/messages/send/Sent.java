package chat.messages.send;

import chat.wire.Message;

/**
 * A message that is in its room.
 *
 * @param again whether it had been sent before, and this is the first answer repeated
 */
public record Sent(Message message, boolean again) {}
