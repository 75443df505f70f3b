package chat.auth.mail;

import reactor.core.publisher.Mono;

/** Takes a letter away: to a mail server, or to the mailbox of a local run. */
interface Post {
  Mono<Void> deliver(Letter letter);
}
