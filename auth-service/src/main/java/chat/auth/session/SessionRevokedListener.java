package chat.auth.session;

import chat.kit.event.DurableListener;
import chat.wire.event.SessionEvent;
import chat.wire.names.DurableQueue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * At least once: tells every service again that a session has ended, in case this service fell over
 * between the commit and the first telling.
 */
@Configuration(proxyBeanMethods = false)
class SessionRevokedListener {
  @Bean
  DurableListener<SessionEvent.Revoked> revokedSessionsAreAnnounced(SessionEnds ends) {
    return DurableListener.on(
        DurableQueue.AUTH_SESSION_REVOKED,
        SessionEvent.Revoked.class,
        (event, envelope) -> ends.announce(event.session(), envelope.time()));
  }
}
