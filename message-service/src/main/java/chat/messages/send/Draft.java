package chat.messages.send;

import chat.kit.problem.FieldError;
import chat.kit.problem.Problem;
import chat.wire.Attachment;
import chat.wire.Message;
import chat.wire.MessageId;
import chat.wire.RoomId;
import chat.wire.UserRef;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants to say, in a form that can be stored. The client's id is the sender's own in
 * that room: the same again is the same message.
 */
public record Draft(
    RoomId room,
    UserRef sender,
    String clientId,
    String text,
    @Nullable MessageId replyTo,
    @Nullable MessageId thread,
    List<UUID> attachments) {

  private static final int LONGEST = 8000;
  private static final int MOST_ATTACHMENTS = 10;
  private static final Pattern CLIENT_ID = Pattern.compile("[\\x21-\\x7e]{1,64}");

  /** A message that is nothing but its text. */
  public static Draft of(
      RoomId room,
      UserRef sender,
      @Nullable String clientId,
      @Nullable String text,
      @Nullable MessageId replyTo) {
    return of(room, sender, clientId, text, replyTo, null, null);
  }

  /**
   * Refuses what no message can be.
   *
   * @param text may be left out when there are attachments
   */
  public static Draft of(
      RoomId room,
      UserRef sender,
      @Nullable String clientId,
      @Nullable String text,
      @Nullable MessageId replyTo,
      @Nullable MessageId thread,
      @Nullable List<@Nullable UUID> attachments) {
    List<UUID> files =
        attachments == null ? List.of() : attachments.stream().flatMap(Stream::ofNullable).toList();
    String said = !files.isEmpty() && (text == null || text.isBlank()) ? "" : text;
    List<FieldError> errors =
        Stream.of(
                clientIdError(clientId),
                Objects.equals(said, "") && !files.isEmpty() ? null : textError(said),
                attachmentsError(files))
            .flatMap(Stream::ofNullable)
            .toList();
    if (clientId == null || said == null || !errors.isEmpty()) {
      throw Problem.invalid(errors);
    }
    return new Draft(room, sender, clientId, said, replyTo, thread, files);
  }

  private static @Nullable FieldError attachmentsError(List<UUID> files) {
    return files.size() > MOST_ATTACHMENTS || files.size() != Set.copyOf(files).size()
        ? new FieldError("attachments", "must be %d at most, each once".formatted(MOST_ATTACHMENTS))
        : null;
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

  /** Whether it is nothing but its text, and calls nobody. */
  boolean isPlain() {
    return replyTo == null && thread == null && attachments.isEmpty() && text.indexOf('@') < 0;
  }

  /** Whether that message is this draft, sent before; of a deleted one nobody can tell. */
  boolean says(Message sent) {
    boolean deleted = sent.changes() != null && sent.changes().deletedAt() != null;
    return Objects.equals(sent.replyTo(), replyTo)
        && Objects.equals(sent.thread(), thread)
        && (deleted || (sent.text().equals(text) && sentFiles(sent).equals(attachments)));
  }

  private static List<UUID> sentFiles(Message sent) {
    return sent.attachments().stream().map(Attachment::id).toList();
  }
}
