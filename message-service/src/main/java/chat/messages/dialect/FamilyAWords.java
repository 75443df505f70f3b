package chat.messages.dialect;

import chat.wire.frame.FamilyA;
import chat.wire.frame.ServerFrame;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Family A's names for what we say. */
final class FamilyAWords {
  private static final JsonMapper JSON = JsonMapper.shared();

  private FamilyAWords() {}

  static JsonNode message(JsonNode own, String code) {
    return JSON.valueToTree(message(JSON.treeToValue(own, ServerFrame.ChatMessage.class), code));
  }

  private static FamilyA.ChatMessage message(ServerFrame.ChatMessage own, String code) {
    var message = own.message();
    return new FamilyA.ChatMessage(
        own.room(),
        own.seq(),
        message,
        message.id(),
        own.room(),
        code,
        message.sender().name(),
        message.text(),
        message.sentAt());
  }
}
