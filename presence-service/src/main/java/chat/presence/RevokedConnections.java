package chat.presence;

import chat.kit.event.DurableListener;
import chat.wire.event.SessionEvent;
import chat.wire.names.DurableQueue;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Listens at least once: a session that was ended has no connections any more. */
@Component
class RevokedConnections {
  private static final RedisScript<Long> REVOKE = Scripts.load("revoke", Long.class);

  private final Scripts scripts;

  RevokedConnections(Scripts scripts) {
    this.scripts = scripts;
  }

  @Bean
  DurableListener<SessionEvent.Revoked> sessionRevoked() {
    return DurableListener.on(
        DurableQueue.PRESENCE_SESSION_REVOKED,
        SessionEvent.Revoked.class,
        (revoked, envelope) -> drop(revoked).then());
  }

  /** How many connections it had. */
  Mono<Long> drop(SessionEvent.Revoked revoked) {
    return scripts.run(REVOKE, List.of(revoked.user().toString(), revoked.session().toString()));
  }
}
