package chat.messages.write;

import chat.messages.stream.NewMessage;
import chat.wire.MessageId;
import chat.wire.RoomId;
import chat.wire.RoomKind;
import chat.wire.UserId;
import chat.wire.UserRef;
import chat.wire.event.DomainEvent;
import chat.wire.event.MessageEvent;
import chat.wire.frame.ServerFrame;
import java.time.Instant;
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

  /** What is kept of the frame, where the other columns do not say it all. */
  @Nullable String told() {
    return message == null ? JSON.writeValueAsString(frame.apply(0)) : null;
  }

  /** Two of the same key say the same thing twice. */
  Object key() {
    return clientId == null ? this : new Key(room, by.id(), clientId);
  }

  private record Key(RoomId room, UserId by, String clientId) {}
}
