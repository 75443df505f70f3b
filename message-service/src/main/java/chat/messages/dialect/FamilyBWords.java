package chat.messages.dialect;

import chat.wire.Message;
import chat.wire.frame.FamilyB;
import chat.wire.frame.ServerFrame;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Family B's names for what we say. */
final class FamilyBWords {
  private static final JsonMapper JSON = JsonMapper.shared();

  private FamilyBWords() {}

  static JsonNode message(JsonNode own) {
    return JSON.valueToTree(
        message(JSON.treeToValue(own, ServerFrame.ChatMessage.class).message()));
  }

  static FamilyB.ReceiveMessage message(Message message) {
    return new FamilyB.ReceiveMessage(
        message.id(),
        message.text(),
        message.sender().id(),
        message.sentAt(),
        message.room(),
        message.seq(),
        message.sender().name());
  }

  static Dialect.Phrase typing(JsonNode own) {
    ServerFrame.ChatTyping typing = JSON.treeToValue(own, ServerFrame.ChatTyping.class);
    return typing.typing()
        ? new Dialect.Phrase(
            "typing-start",
            JSON.valueToTree(new FamilyB.TypingStart(typing.user().id(), typing.room())))
        : new Dialect.Phrase(
            "typing-stop",
            JSON.valueToTree(new FamilyB.TypingStop(typing.user().id(), typing.room())));
  }
}
