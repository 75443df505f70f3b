package chat.messages.live;

import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The one place where something is begun that nobody waits for: sockets have no subscriber who
 * could.
 */
final class Background {
  private static final Logger log = LoggerFactory.getLogger(Background.class);

  private Background() {}

  static <T> void run(Mono<T> work, Consumer<T> done, Consumer<Throwable> failed) {
    work.subscribe(done, failed);
  }

  static Disposable run(Flux<?> work) {
    return work.subscribe(
        nothing -> {}, error -> log.error("Something in the background ended", error));
  }
}
