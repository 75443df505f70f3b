package chat.presence;

import java.util.List;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The changes that wait to be announced; one instance at a time holds each. */
@Component
class Changes {
  private static final RedisScript<String> CLAIM = Scripts.load("claim", String.class);
  private static final RedisScript<Long> CONFIRM = Scripts.load("confirm", Long.class);

  private final Scripts scripts;
  private final PresenceSettings settings;

  Changes(Scripts scripts, PresenceSettings settings) {
    this.scripts = scripts;
    this.settings = settings;
  }

  /** Takes up what waits; nobody else gets it until it is confirmed or the hold is over. */
  Flux<Change> claim() {
    List<String> arguments =
        List.of(Long.toString(settings.hold().toMillis()), Integer.toString(settings.batch()));
    return scripts
        .run(CLAIM, arguments)
        .flatMapIterable(claimed -> claimed.lines().toList())
        .map(Change::of);
  }

  Mono<Void> confirm(Change change) {
    return scripts.run(CONFIRM, List.of(change.user().toString(), change.version())).then();
  }
}
