package chat.presence;

import java.util.List;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Turns whoever has lingered long enough without a connection offline. */
@Component
class Departures {
  private static final RedisScript<Long> DEPART = Scripts.load("depart", Long.class);

  private final Scripts scripts;
  private final List<String> arguments;

  Departures(Scripts scripts, PresenceSettings settings) {
    this.scripts = scripts;
    this.arguments =
        List.of(
            Long.toString(settings.linger().toMillis()),
            Long.toString(settings.remember().toMillis()),
            Integer.toString(settings.batch()));
  }

  Mono<Void> sweep() {
    return scripts
        .run(DEPART, arguments)
        .expand(more -> more == 1 ? scripts.run(DEPART, arguments) : Mono.empty())
        .then();
  }
}
