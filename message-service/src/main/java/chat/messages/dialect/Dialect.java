package chat.messages.dialect;

import tools.jackson.databind.JsonNode;

/**
 * The words in which a socket is told of a room. Two dialects that are equal say everything alike,
 * so a broadcast is encoded once for each of them.
 */
public sealed interface Dialect {
  /** The platform's own words. */
  Dialect OWN = new Own();

  Dialect FAMILY_B = new B();

  static Dialect familyA(String code) {
    return new A(code);
  }

  /** A frame of the platform in this dialect. */
  Phrase say(Phrase own);

  /** An event and its argument. */
  record Phrase(String event, JsonNode data) {}

  /** Nothing is said differently. */
  record Own() implements Dialect {
    @Override
    public Phrase say(Phrase own) {
      return own;
    }
  }

  /** The platform's words, with family A's beside them. */
  record A(String code) implements Dialect {
    @Override
    public Phrase say(Phrase own) {
      return own.event().equals("chat:message")
          ? new Phrase(own.event(), FamilyAWords.message(own.data(), code))
          : own;
    }
  }

  /** Family B's words where it has some, else the platform's. */
  record B() implements Dialect {
    @Override
    public Phrase say(Phrase own) {
      return switch (own.event()) {
        case "chat:message" -> new Phrase("receive-message", FamilyBWords.message(own.data()));
        case "chat:typing" -> FamilyBWords.typing(own.data());
        default -> own;
      };
    }
  }
}
