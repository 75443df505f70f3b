package chat.messages.stream;

import static org.assertj.core.api.Assertions.assertThat;

import chat.wire.Attachment;
import chat.wire.Message;
import chat.wire.MessageChanges;
import chat.wire.MessageId;
import chat.wire.Reaction;
import chat.wire.Replies;
import chat.wire.RoomId;
import chat.wire.UserId;
import chat.wire.UserKind;
import chat.wire.UserRef;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class MessageSerializerTest {
  private static final JsonMapper BY_ANNOTATIONS = new JsonMapper();
  private static final JsonMapper BY_HAND = JsonMapper.builder().findAndAddModules().build();
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00.070Z");

  @Test
  void isFoundByAMapperThatLooksForModules() {
    assertThat(BY_HAND.registeredModules()).hasAtLeastOneElementOfType(MessageModule.class);
  }

  @ParameterizedTest
  @EnumSource(UserKind.class)
  void writesAPlainMessageAsTheRecordSays(UserKind kind) {
    isWrittenAlike(message(NOON, kind, "Hello", null, List.of(), List.of(), null));
  }

  @Test
  void writesAllThatAMessageCanHave() {
    MessageChanges changes =
        new MessageChanges(
            NOON,
            NOON.plusMillis(1),
            NOON.plusSeconds(1),
            List.of(new Reaction("👍", 2, List.of(user(), user()))),
            new Replies(3, 17, NOON));
    Attachment picture =
        new Attachment(
            UUID.randomUUID(), "ö.png", "image/png", 7, "00ff", new Attachment.Picture(3, 4));
    Attachment file = new Attachment(UUID.randomUUID(), "a", "text/plain", 0, null, null);

    isWrittenAlike(
        message(
            NOON,
            UserKind.PERSON,
            "",
            new MessageId(UUID.randomUUID()),
            List.of(user(), user()),
            List.of(picture, file),
            changes));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\"quoted\" \\ and / \n\t\u0000\u001f", "漢字 é \uD83D\uDE00 \u2028", "\uD800"})
  void writesAnyText(String text) {
    isWrittenAlike(message(NOON, UserKind.PERSON, text, null, List.of(), List.of(), null));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-11-22T12:00:00Z",
        "2024-02-29T23:59:59.999Z",
        "1969-12-31T23:59:59.999Z",
        "0000-01-01T00:00:00Z",
        "9999-12-31T23:59:59.999Z",
        "2026-11-22T12:00:00.000001Z",
        "2026-11-22T12:00:00.123456789Z",
        "-0001-12-31T23:59:59.999Z",
        "+10000-01-01T00:00:00Z"
      })
  void writesAnyTime(Instant at) {
    isWrittenAlike(message(at, UserKind.GUEST, "Hello", null, List.of(), List.of(), null));
  }

  @Test
  void writesTheTimesOfTwoHundredYears() {
    LongStream.iterate(-1_000_000_000_007L, at -> at + 12_345_678_901L)
        .limit(500)
        .mapToObj(Instant::ofEpochMilli)
        .forEach(this::writesAnyTime);
  }

  private static void isWrittenAlike(Message message) {
    assertThat(BY_HAND.writeValueAsString(message))
        .isEqualTo(BY_ANNOTATIONS.writeValueAsString(message));
    assertThat(BY_HAND.<JsonNode>valueToTree(message))
        .isEqualTo(BY_ANNOTATIONS.<JsonNode>valueToTree(message));
  }

  private static Message message(
      Instant at,
      UserKind kind,
      String text,
      @Nullable MessageId other,
      List<UserId> mentions,
      List<Attachment> attachments,
      @Nullable MessageChanges changes) {
    return new Message(
        new MessageId(UUID.randomUUID()),
        new RoomId(UUID.randomUUID()),
        Long.MAX_VALUE,
        "\u0001 client's own",
        new UserRef(user(), "Ada \"A\"", kind),
        text,
        at,
        other,
        other,
        mentions,
        !mentions.isEmpty(),
        attachments,
        changes);
  }

  private static UserId user() {
    return new UserId(UUID.randomUUID());
  }
}
