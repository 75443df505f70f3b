package chat.messages.send;

import chat.kit.problem.FieldError;
import chat.kit.problem.Problem;
import chat.wire.Message;
import chat.wire.MessageId;
import chat.wire.RoomId;
import chat.wire.UserRef;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants to say, in a form that can be stored. The client's id is the sender's own in
 * that room: the same again is the same message.
 */
public record Draft(
    RoomId room, UserRef sender, String clientId, String text, @Nullable MessageId replyTo) {

  private static final int LONGEST = 8000;
  private static final Pattern CLIENT_ID = Pattern.compile("[\\x21-\\x7e]{1,64}");

  /** Refuses what no message can be. */
  public static Draft of(
      RoomId room,
      UserRef sender,
      @Nullable String clientId,
      @Nullable String text,
      @Nullable MessageId replyTo) {
    List<FieldError> errors =
        Stream.of(clientIdError(clientId), textError(text)).flatMap(Stream::ofNullable).toList();
    if (clientId == null || text == null || !errors.isEmpty()) {
      throw Problem.invalid(errors);
    }
    return new Draft(room, sender, clientId, text, replyTo);
  }

  private static @Nullable FieldError clientIdError(@Nullable String clientId) {
    return clientId == null || !CLIENT_ID.matcher(clientId).matches()
        ? new FieldError("clientId", "must be 1 to 64 visible ASCII characters")
        : null;
  }

  /** Refuses what no message can say. */
  public static String text(@Nullable String text) {
    FieldError error = textError(text);
    if (text == null || error != null) {
      throw Problem.invalid(Stream.ofNullable(error).toList());
    }
    return text;
  }

  private static @Nullable FieldError textError(@Nullable String text) {
    if (text == null || text.isBlank() || text.codePointCount(0, text.length()) > LONGEST) {
      return new FieldError("text", "must be 1 to %d characters, not all blank".formatted(LONGEST));
    }
    // half of a pair is no character, and PostgreSQL keeps no NUL: neither could be given back
    if (text.codePoints().anyMatch(c -> c == 0 || Character.getType(c) == Character.SURROGATE)) {
      return new FieldError("text", "must not contain NUL or half a surrogate pair");
    }
    return null;
  }

  /** Whether that message is this draft, sent before; of a deleted one nobody can tell. */
  boolean says(Message sent) {
    boolean deleted = sent.changes() != null && sent.changes().deletedAt() != null;
    return Objects.equals(sent.replyTo(), replyTo) && (deleted || sent.text().equals(text));
  }
}
