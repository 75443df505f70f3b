package chat.messages.write;

import chat.messages.stream.Extras;
import chat.messages.stream.NewMessage;
import chat.wire.MessageId;
import chat.wire.Role;
import chat.wire.RoomDetails;
import chat.wire.RoomId;
import chat.wire.RoomKind;
import chat.wire.UserId;
import chat.wire.UserRef;
import chat.wire.event.DomainEvent;
import chat.wire.event.MessageEvent;
import chat.wire.frame.ServerFrame;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * What shall become an event of a room's stream, and has no number yet.
 *
 * @param message absent when it is about the room itself
 * @param given of a reaction or a pin: whether it is put there or taken away
 * @param version of an event about the room itself: the room's version it comes from
 * @param slowSeconds how long its sender must have been silent, in a room in slow mode
 * @param fact what other services are told, with the number 0 in place of its own; absent when they
 *     know already
 * @param frame what the sockets are told
 */
public record NewEvent(
    RoomId room,
    Kind kind,
    @Nullable MessageId message,
    UserRef by,
    Instant at,
    @Nullable String clientId,
    @Nullable String text,
    @Nullable MessageId replyTo,
    List<UserId> mentions,
    boolean mentionsRoom,
    @Nullable String emoji,
    @Nullable Boolean given,
    @Nullable Long version,
    @Nullable Integer slowSeconds,
    @Nullable DomainEvent fact,
    LongFunction<ServerFrame.Durable> frame) {

  private static final JsonMapper JSON = JsonMapper.shared();

  /** What can happen in a room; the table of events knows them by these names, in small letters. */
  enum Kind {
    SENT,
    EDITED,
    DELETED,
    REACTED,
    PINNED,
    JOINED,
    LEFT,
    UPDATED
  }

  public static NewEvent sent(NewMessage fresh, RoomKind kind, @Nullable Integer slowSeconds) {
    return new NewEvent(
        fresh.room(),
        Kind.SENT,
        fresh.id(),
        fresh.sender(),
        fresh.sentAt(),
        fresh.clientId(),
        fresh.text(),
        fresh.replyTo(),
        fresh.mentions(),
        fresh.mentionsRoom(),
        null,
        null,
        null,
        slowSeconds,
        new MessageEvent.Sent(fresh.room(), 0, kind, fresh.numbered(0)),
        seq -> new ServerFrame.ChatMessage(fresh.room(), seq, fresh.numbered(seq)));
  }

  public static NewEvent edited(
      MessageId message, RoomId room, UserRef by, String text, Called called, Called before) {
    Instant now = now();
    return new NewEvent(
        room,
        Kind.EDITED,
        message,
        by,
        now,
        null,
        text,
        null,
        called.users(),
        called.room(),
        null,
        null,
        null,
        null,
        new MessageEvent.Edited(room, 0, message, by, text, called.without(before), now),
        seq -> new ServerFrame.ChatEdited(room, seq, message, by, text, now));
  }

  public static NewEvent deleted(MessageId message, RoomId room, UserRef by) {
    return change(
        Kind.DELETED,
        message,
        by,
        null,
        null,
        new MessageEvent.Deleted(room, 0, message, by),
        seq -> new ServerFrame.ChatDeleted(room, seq, message, by));
  }

  public static NewEvent reacted(
      MessageId message, RoomId room, UserRef by, String emoji, boolean added) {
    return change(
        Kind.REACTED,
        message,
        by,
        emoji,
        added,
        new MessageEvent.Reacted(room, 0, message, by, emoji, added),
        seq -> new ServerFrame.ChatReacted(room, seq, message, by, emoji, added));
  }

  public static NewEvent pinned(MessageId message, RoomId room, UserRef by, boolean pinned) {
    return change(
        Kind.PINNED,
        message,
        by,
        null,
        pinned,
        new MessageEvent.Pinned(room, 0, message, by, pinned),
        seq -> new ServerFrame.ChatPinned(room, seq, message, by, pinned));
  }

  private static NewEvent change(
      Kind kind,
      MessageId message,
      UserRef by,
      @Nullable String emoji,
      @Nullable Boolean given,
      MessageEvent fact,
      LongFunction<ServerFrame.Durable> frame) {
    return new NewEvent(
        fact.room(),
        kind,
        message,
        by,
        now(),
        null,
        null,
        null,
        List.of(),
        false,
        emoji,
        given,
        null,
        null,
        fact,
        frame);
  }

  public static NewEvent joined(RoomId room, long version, UserRef member, Role role) {
    return ofRoom(
        Kind.JOINED,
        room,
        version,
        member,
        seq -> new ServerFrame.MemberJoined(room, seq, member, role));
  }

  public static NewEvent left(RoomId room, long version, UserRef member) {
    return ofRoom(
        Kind.LEFT, room, version, member, seq -> new ServerFrame.MemberLeft(room, seq, member));
  }

  public static NewEvent updated(RoomId room, long version, RoomDetails details, UserRef by) {
    return ofRoom(
        Kind.UPDATED,
        room,
        version,
        by,
        seq -> new ServerFrame.RoomUpdated(room, seq, details, by));
  }

  /** The other services have heard of it where it comes from. */
  private static NewEvent ofRoom(
      Kind kind, RoomId room, long version, UserRef by, LongFunction<ServerFrame.Durable> frame) {
    return new NewEvent(
        room, kind, null, by, now(), null, null, null, List.of(), false, null, null, version, null,
        null, frame);
  }

  private static Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.MILLIS);
  }

  /** What is kept of the frame, where the other columns do not say it all. */
  @Nullable String told() {
    return switch (kind) {
      case JOINED, LEFT, UPDATED -> JSON.writeValueAsString(frame.apply(0));
      case SENT -> Extras.of(((ServerFrame.ChatMessage) frame.apply(0)).message()).json();
      case EDITED, DELETED, REACTED, PINNED -> null;
    };
  }

  /** Two of the same key say the same thing twice. */
  Object key() {
    return clientId == null ? this : new Key(room, by.id(), clientId);
  }

  private record Key(RoomId room, UserId by, String clientId) {}
}
