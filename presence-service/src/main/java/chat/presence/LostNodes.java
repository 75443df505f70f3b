package chat.presence;

import java.util.List;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Takes the connections away from edges whose lease has ended. */
@Component
class LostNodes {
  private static final RedisScript<Long> LOST = Scripts.load("lost", Long.class);

  private final Scripts scripts;
  private final List<String> arguments;

  LostNodes(Scripts scripts, PresenceSettings settings) {
    this.scripts = scripts;
    this.arguments =
        List.of(
            Long.toString(settings.lease().toMillis()),
            Long.toString(settings.absence().toMillis()),
            Integer.toString(settings.batch()));
  }

  /** In small steps, so that Redis serves others in between. */
  Mono<Void> sweep() {
    return scripts
        .run(LOST, arguments)
        .expand(more -> more == 1 ? scripts.run(LOST, arguments) : Mono.empty())
        .then();
  }
}
