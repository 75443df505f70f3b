package chat.messages.stream;

import chat.wire.Attachment;
import chat.wire.Message;
import chat.wire.MessageId;
import chat.wire.Replies;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** What goes with a message beyond its text, as it is stored; few messages have any. */
public record Extras(
    @Nullable MessageId thread, List<Attachment> attachments, @Nullable Replies replies) {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Extras NONE = new Extras(null, List.of(), null);

  /** What comes with a new message. */
  public static Extras of(Message message) {
    return message.thread() == null && message.attachments().isEmpty()
        ? NONE
        : new Extras(message.thread(), message.attachments(), null);
  }

  static Extras of(@Nullable Stored stored) {
    return stored == null ? NONE : stored.extras();
  }

  /** Absent when there is nothing. */
  public @Nullable String json() {
    return this.equals(NONE)
        ? null
        : JSON.writeValueAsString(
            new Stored(thread, attachments.isEmpty() ? null : attachments, null));
  }

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Stored(
      @Nullable MessageId thread,
      @Nullable List<Attachment> attachments,
      @Nullable StoredReplies replies) {

    Extras extras() {
      return new Extras(
          thread,
          Objects.requireNonNullElse(attachments, List.of()),
          replies == null ? null : replies.replies());
    }
  }

  record StoredReplies(int count, long lastSeq, long lastAt) {
    Replies replies() {
      return new Replies(count, lastSeq, Instant.ofEpochMilli(lastAt));
    }
  }
}
