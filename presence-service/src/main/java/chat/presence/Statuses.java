package chat.presence;

import chat.wire.UserId;
import java.util.List;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** How each user stands now. */
@Component
class Statuses {
  private final Scripts scripts;

  Statuses(Scripts scripts) {
    this.scripts = scripts;
  }

  /** In the order asked. */
  Mono<List<Presence>> of(List<UserId> users) {
    return scripts
        .stored(users.stream().map(user -> "status:" + user).toList())
        .map(
            stored ->
                IntStream.range(0, users.size())
                    .mapToObj(i -> Presence.of(users.get(i), stored.get(i)))
                    .toList());
  }
}
