package chat.messages.stream;

import chat.wire.Attachment;
import chat.wire.Message;
import chat.wire.UserId;
import chat.wire.UserRef;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.SerializableString;
import tools.jackson.core.io.SerializedString;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ser.std.StdSerializer;

/**
 * Writes a message as Jackson would by the record's annotations, without asking each component by
 * reflection: a page has fifty messages, and they are most of what a page costs.
 */
final class MessageSerializer extends StdSerializer<Message> {
  private static final SerializableString ID = new SerializedString("id");
  private static final SerializableString ROOM = new SerializedString("room");
  private static final SerializableString SEQ = new SerializedString("seq");
  private static final SerializableString CLIENT_ID = new SerializedString("clientId");
  private static final SerializableString SENDER = new SerializedString("sender");
  private static final SerializableString NAME = new SerializedString("name");
  private static final SerializableString KIND = new SerializedString("kind");
  private static final SerializableString TEXT = new SerializedString("text");
  private static final SerializableString SENT_AT = new SerializedString("sentAt");
  private static final SerializableString REPLY_TO = new SerializedString("replyTo");
  private static final SerializableString THREAD = new SerializedString("thread");
  private static final SerializableString MENTIONS = new SerializedString("mentions");
  private static final SerializableString MENTIONS_ROOM = new SerializedString("mentionsRoom");
  private static final SerializableString ATTACHMENTS = new SerializedString("attachments");
  private static final SerializableString CHANGES = new SerializedString("changes");

  private static final int MILLIS_OF_A_DAY = 86_400_000;
  private static final Instant FIRST = Instant.parse("0000-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999Z");

  MessageSerializer() {
    super(Message.class);
  }

  @Override
  public void serialize(Message message, JsonGenerator to, SerializationContext context) {
    to.writeStartObject(message);
    write(to, ID, message.id().value());
    write(to, ROOM, message.room().value());
    to.writeName(SEQ);
    to.writeNumber(message.seq());
    write(to, CLIENT_ID, message.clientId());
    write(to, message.sender(), context);
    write(to, TEXT, message.text());
    to.writeName(SENT_AT);
    write(to, message.sentAt(), context);
    if (message.replyTo() != null) {
      write(to, REPLY_TO, message.replyTo().value());
    }
    if (message.thread() != null) {
      write(to, THREAD, message.thread().value());
    }
    to.writeName(MENTIONS);
    to.writeStartArray();
    for (UserId mentioned : message.mentions()) {
      to.writeString(mentioned.value().toString());
    }
    to.writeEndArray();
    to.writeName(MENTIONS_ROOM);
    to.writeBoolean(message.mentionsRoom());
    to.writeName(ATTACHMENTS);
    to.writeStartArray();
    for (Attachment attachment : message.attachments()) {
      context.writeValue(to, attachment);
    }
    to.writeEndArray();
    if (message.changes() != null) {
      to.writeName(CHANGES);
      context.writeValue(to, message.changes());
    }
    to.writeEndObject();
  }

  private static void write(JsonGenerator to, UserRef sender, SerializationContext context) {
    to.writeName(SENDER);
    to.writeStartObject(sender);
    write(to, ID, sender.id().value());
    write(to, NAME, sender.name());
    to.writeName(KIND);
    context.writeValue(to, sender.kind());
    to.writeEndObject();
  }

  private static void write(JsonGenerator to, SerializableString name, UUID value) {
    write(to, name, value.toString());
  }

  private static void write(JsonGenerator to, SerializableString name, String value) {
    to.writeName(name);
    to.writeString(value);
  }

  private static void write(JsonGenerator to, Instant at, SerializationContext context) {
    if (at.isBefore(FIRST)
        || at.isAfter(LAST)
        || !at.equals(Instant.ofEpochMilli(at.toEpochMilli()))) {
      context.writeValue(to, at);
    } else {
      to.writeString(text(at.toEpochMilli()));
    }
  }

  /** As {@link Instant#toString}, which goes through a formatter of many parts. */
  private static String text(long epochMilli) {
    LocalDate day = LocalDate.ofEpochDay(Math.floorDiv(epochMilli, (long) MILLIS_OF_A_DAY));
    int milli = Math.floorMod(epochMilli, MILLIS_OF_A_DAY);
    char[] text = "0000-00-00T00:00:00.000Z".toCharArray();
    digits(text, 3, day.getYear());
    digits(text, 6, day.getMonthValue());
    digits(text, 9, day.getDayOfMonth());
    digits(text, 12, milli / 3_600_000);
    digits(text, 15, milli / 60_000 % 60);
    digits(text, 18, milli / 1000 % 60);
    if (milli % 1000 == 0) {
      text[19] = 'Z';
      return new String(text, 0, 20);
    }
    digits(text, 22, milli % 1000);
    return new String(text);
  }

  /** The number's digits, of which the last stands at this place, over zeros. */
  private static void digits(char[] text, int last, int number) {
    for (int at = last, rest = number; rest > 0; at--, rest /= 10) {
      text[at] = (char) ('0' + rest % 10);
    }
  }
}
