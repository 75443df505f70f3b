package chat.notifications.inbox;

import java.time.Instant;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Forgets old entries from time to time. */
@Component
class Retention {
  private final Inboxes inboxes;
  private final InboxSettings settings;

  Retention(Inboxes inboxes, InboxSettings settings) {
    this.inboxes = inboxes;
    this.settings = settings;
  }

  @Scheduled(fixedDelayString = "${chat.inbox.forget-every:10m}")
  Mono<Void> forget() {
    return some()
        .expand(forgotten -> forgotten == settings.forgetAtOnce() ? some() : Mono.empty())
        .then();
  }

  private Mono<Long> some() {
    return Mono.defer(() -> forget(Instant.now()));
  }

  private Mono<Long> forget(Instant now) {
    return inboxes.forget(
        now.minus(settings.keepRead()), now.minus(settings.keepUnread()), settings.forgetAtOnce());
  }
}
