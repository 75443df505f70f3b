package chat.messages.change;

import chat.kit.problem.Problem;
import chat.messages.room.Standing;
import chat.messages.room.Standings;
import chat.messages.send.Draft;
import chat.messages.send.Mentioned;
import chat.messages.stream.RoomStream;
import chat.messages.write.Called;
import chat.messages.write.NewEvent;
import chat.messages.write.RoomWriter;
import chat.wire.Message;
import chat.wire.MessageChanges;
import chat.wire.MessageId;
import chat.wire.Permission;
import chat.wire.ProblemType;
import chat.wire.RoomId;
import chat.wire.UserId;
import chat.wire.UserRef;
import java.time.Instant;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Changes messages, for whoever may. Each answers with the message as it is then, committed; the
 * same again finds it so and writes nothing.
 */
@Component
public class MessageChanger {
  private final Standings standings;
  private final Mentioned mentioned;
  private final RoomStream stream;
  private final RoomWriter writer;

  MessageChanger(Standings standings, Mentioned mentioned, RoomStream stream, RoomWriter writer) {
    this.standings = standings;
    this.mentioned = mentioned;
    this.stream = stream;
    this.writer = writer;
  }

  /** Only the sender rewrites a message; what it said before stays visible. */
  public Mono<Message> edit(RoomId room, MessageId id, UserRef by, @Nullable String text) {
    return Mono.fromCallable(() -> Draft.text(text))
        .flatMap(
            checked ->
                standing(room, by.id())
                    .map(standing -> standing.writing(Instant.now()))
                    .zipWhen(standing -> living(room, id).doOnNext(before -> own(before, by)))
                    .flatMap(both -> edited(both.getT2(), by, checked, both.getT1()))
                    .flatMap(edit -> write(edit, id, now -> now.text().equals(checked))));
  }

  private Mono<NewEvent> edited(Message before, UserRef by, String text, Standing standing) {
    return mentioned
        .in(text, before.room(), standing)
        .map(
            called ->
                NewEvent.edited(before.id(), before.room(), by, text, called, Called.by(before)));
  }

  private static void own(Message message, UserRef by) {
    if (!isOwn(message, by.id())) {
      throw Problem.of(ProblemType.FORBIDDEN, "Only its sender can edit a message.");
    }
  }

  /**
   * Takes the text away for everybody; the place stays.
   *
   * @param administrator of the platform, who may although they are no member
   */
  public Mono<Message> delete(RoomId room, MessageId id, UserRef by, boolean administrator) {
    return standing(room, by.id())
        .zipWith(message(room, id))
        .doOnNext(both -> deleting(both.getT1(), both.getT2(), by.id(), administrator))
        .map(both -> NewEvent.deleted(id, room, by))
        .flatMap(deletion -> write(deletion, id, MessageChanger::isDeleted));
  }

  private static void deleting(
      Standing standing, Message message, UserId by, boolean administrator) {
    Permission others = Permission.DELETE_MESSAGES_OF_OTHERS;
    if (administrator && others.administrators()) {
      return;
    }
    standing.changing();
    if (!isOwn(message, by) && !standing.may(others)) {
      throw Problem.of(ProblemType.FORBIDDEN, "You can delete your own messages only.");
    }
  }

  /**
   * @param added false takes the reaction back
   */
  public Mono<Message> react(RoomId room, MessageId id, UserRef by, String emoji, boolean added) {
    return Mono.fromCallable(() -> Emoji.of(emoji))
        .flatMap(checked -> standing(room, by.id()))
        .map(standing -> standing.speaking(Instant.now()))
        .flatMap(standing -> living(room, id))
        .map(message -> NewEvent.reacted(id, room, by, emoji, added))
        .flatMap(
            reaction -> write(reaction, id, now -> !added || MessageChanger.carries(now, emoji)));
  }

  /**
   * @param pinned false takes the pin off
   */
  public Mono<Message> pin(RoomId room, MessageId id, UserRef by, boolean pinned) {
    return standing(room, by.id())
        .map(Standing::changing)
        .doOnNext(MessageChanger::pinning)
        .flatMap(standing -> living(room, id))
        .map(message -> NewEvent.pinned(id, room, by, pinned))
        .flatMap(pin -> write(pin, id, now -> isPinned(now) == pinned));
  }

  private static void pinning(Standing standing) {
    if (!standing.may(Permission.PIN)) {
      throw Problem.of(ProblemType.FORBIDDEN, "You cannot pin messages in this room.");
    }
  }

  private Mono<Standing> standing(RoomId room, UserId user) {
    return standings.of(room, user);
  }

  private Mono<Message> message(RoomId room, MessageId id) {
    return stream
        .message(room, id)
        .switchIfEmpty(Mono.error(() -> Problem.of(ProblemType.MESSAGE_NOT_FOUND)));
  }

  private Mono<Message> living(RoomId room, MessageId id) {
    return message(room, id).doOnNext(MessageChanger::refuseDeleted);
  }

  private static void refuseDeleted(Message message) {
    if (isDeleted(message)) {
      throw Problem.of(ProblemType.GONE, "This message has been deleted.");
    }
  }

  /**
   * @param isSo whether the message is as it should be, though nothing was written
   */
  private Mono<Message> write(NewEvent event, MessageId id, Predicate<Message> isSo) {
    return writer
        .write(event)
        .hasElement()
        .zipWhen(written -> message(event.room(), id))
        .map(
            both -> {
              if (!both.getT1() && !isSo.test(both.getT2())) {
                refuseDeleted(both.getT2());
                throw Problem.of(
                    ProblemType.CONFLICT, "There are as many of them as there can be.");
              }
              return both.getT2();
            });
  }

  private static boolean isOwn(Message message, UserId user) {
    return message.sender().id().equals(user);
  }

  private static boolean isDeleted(Message message) {
    MessageChanges changes = message.changes();
    return changes != null && changes.deletedAt() != null;
  }

  private static boolean isPinned(Message message) {
    MessageChanges changes = message.changes();
    return changes != null && changes.pinnedAt() != null;
  }

  /** Whose it is need not be asked: it is there, so it was not one too many. */
  private static boolean carries(Message message, String emoji) {
    MessageChanges changes = message.changes();
    return changes != null
        && changes.reactions().stream().anyMatch(reaction -> reaction.emoji().equals(emoji));
  }
}
