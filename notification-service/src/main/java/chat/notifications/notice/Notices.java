package chat.notifications.notice;

import chat.kit.event.Outbox;
import chat.kit.live.LiveFrames;
import chat.notifications.inbox.Inboxes;
import chat.notifications.inbox.NewEntry;
import chat.wire.UserId;
import chat.wire.event.DomainEvent;
import chat.wire.event.NotificationEvent;
import chat.wire.frame.ServerFrame;
import chat.wire.names.Channels;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionSynchronization;
import org.springframework.transaction.reactive.TransactionSynchronizationManager;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Puts an entry into inboxes, in the caller's transaction, and tells of it: other services by the
 * outbox, the recipients' sockets once it is committed. A socket that misses it finds it in the
 * inbox.
 */
@Component
class Notices {
  private static final Logger log = LoggerFactory.getLogger(Notices.class);

  private final Inboxes inboxes;
  private final Outbox outbox;
  private final LiveFrames live;
  private final NoticeSettings settings;

  Notices(Inboxes inboxes, Outbox outbox, LiveFrames live, NoticeSettings settings) {
    this.inboxes = inboxes;
    this.outbox = outbox;
    this.live = live;
    this.settings = settings;
  }

  Mono<Void> give(NewEntry entry, Flux<UserId> recipients) {
    return recipients
        .buffer(settings.batch())
        .concatMap(some -> inboxes.put(entry, some).collectList())
        .concatMap(this::publish)
        .then();
  }

  private Mono<Void> publish(List<NotificationEvent.Created> created) {
    return outbox
        .append(created.toArray(DomainEvent[]::new))
        .then(TransactionSynchronizationManager.forCurrentTransaction())
        .doOnNext(transaction -> transaction.registerSynchronization(new Telling(created)))
        .then();
  }

  private Mono<Void> tell(NotificationEvent.Created created) {
    return live.publish(Channels.user(created.recipient()), frame(created))
        .timeout(settings.live())
        .onErrorResume(error -> untold(created, error));
  }

  private static ServerFrame frame(NotificationEvent.Created created) {
    return new ServerFrame.NotificationNew(
        created.notification(),
        created.kind(),
        created.room(),
        created.message(),
        created.by(),
        created.excerpt(),
        created.at());
  }

  private static Mono<Void> untold(NotificationEvent.Created created, Throwable error) {
    log.warn(
        "Notification {} was not told to the sockets: {}",
        created.notification(),
        error.toString());
    return Mono.empty();
  }

  private final class Telling implements TransactionSynchronization {
    private final List<NotificationEvent.Created> created;

    Telling(List<NotificationEvent.Created> created) {
      this.created = created;
    }

    @Override
    public Mono<Void> afterCommit() {
      return Flux.fromIterable(created).flatMap(Notices.this::tell).then();
    }
  }
}
