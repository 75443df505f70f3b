package chat.notifications.notice;

import chat.kit.event.DurableListener;
import chat.notifications.inbox.NewEntry;
import chat.notifications.room.Members;
import chat.wire.Message;
import chat.wire.MessageId;
import chat.wire.NotificationKind;
import chat.wire.RoomId;
import chat.wire.RoomKind;
import chat.wire.UserId;
import chat.wire.UserRef;
import chat.wire.event.MessageEvent;
import chat.wire.names.DurableQueue;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Listens at least once: a message is told to the members it calls, and in rooms of a few to all
 * the others.
 */
@Component
class MessageNotices {
  private final Members members;
  private final Notices notices;
  private final NoticeSettings settings;

  MessageNotices(Members members, Notices notices, NoticeSettings settings) {
    this.members = members;
    this.notices = notices;
    this.settings = settings;
  }

  @Bean
  DurableListener<MessageEvent> messageSent() {
    return DurableListener.on(
        DurableQueue.NOTIFICATION_MESSAGE_SENT,
        MessageEvent.class,
        (event, envelope) -> apply(event));
  }

  Mono<Void> apply(MessageEvent event) {
    return switch (event) {
      case MessageEvent.Sent sent -> sent(sent);
      case MessageEvent.Edited edited -> edited(edited);
      case MessageEvent.Deleted e -> Mono.empty();
      case MessageEvent.Reacted e -> Mono.empty();
      case MessageEvent.Pinned e -> Mono.empty();
      case MessageEvent.Read e -> Mono.empty();
    };
  }

  /** Those who are called have their entry when the others' turn comes, and get no second one. */
  private Mono<Void> sent(MessageEvent.Sent sent) {
    Message message = sent.message();
    Flux<UserId> called =
        message.mentionsRoom() ? members.of(sent.room()) : named(sent.room(), message.mentions());
    Flux<UserId> others = ofAFew(sent.kind()) ? members.of(sent.room()) : Flux.empty();
    return caughtUp(sent, message.sender(), message.mentions(), leastOf(sent.kind()))
        .then(give(entry(NotificationKind.MENTION, message), called))
        .then(give(entry(NotificationKind.DIRECT_MESSAGE, message), others));
  }

  private Mono<Void> edited(MessageEvent.Edited edited) {
    NewEntry entry =
        entry(
            NotificationKind.MENTION,
            edited.room(),
            edited.message(),
            edited.by(),
            edited.text(),
            edited.editedAt());
    return caughtUp(edited, edited.by(), edited.newlyMentioned(), 1)
        .then(give(entry, named(edited.room(), edited.newlyMentioned())));
  }

  /**
   * Whoever writes or is mentioned was a member as far as message-service knew. If they were never
   * one as far as we know, their joining is still on its way: the event comes again after a pause.
   */
  private Mono<Void> caughtUp(MessageEvent event, UserRef by, List<UserId> mentioned, int people) {
    if (event.room().equals(RoomId.GLOBAL)) {
      return Mono.empty(); // everybody is a member there, and nobody's joining is told
    }
    List<UserId> involved = Stream.concat(Stream.of(by.id()), mentioned.stream()).toList();
    return members
        .knows(event.room(), involved, people)
        .filter(known -> known)
        .switchIfEmpty(Mono.error(() -> new ProjectionBehind(event)))
        .then();
  }

  /** A direct room has its two people from the beginning. */
  private static int leastOf(RoomKind kind) {
    return kind == RoomKind.DIRECT ? 2 : 1;
  }

  private Mono<Void> give(NewEntry entry, Flux<UserId> recipients) {
    return notices.give(entry, recipients.filter(user -> !user.equals(entry.by().id())));
  }

  private Flux<UserId> named(RoomId room, List<UserId> users) {
    if (users.isEmpty()) {
      return Flux.empty();
    }
    return room.equals(RoomId.GLOBAL)
        ? members.notRemoved(room, users)
        : members.among(room, users);
  }

  private NewEntry entry(NotificationKind kind, Message message) {
    return entry(
        kind, message.room(), message.id(), message.sender(), message.text(), message.sentAt());
  }

  private NewEntry entry(
      NotificationKind kind, RoomId room, MessageId message, UserRef by, String text, Instant at) {
    String excerpt = Excerpt.of(text, settings.excerpt());
    return new NewEntry(kind, room, message, null, by, excerpt, at);
  }

  private static boolean ofAFew(RoomKind kind) {
    return switch (kind) {
      case DIRECT, GROUP -> true;
      case PUBLIC, PRIVATE, GLOBAL, AD_HOC, UNKNOWN -> false;
    };
  }
}
