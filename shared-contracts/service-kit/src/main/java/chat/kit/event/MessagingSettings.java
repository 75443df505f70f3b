package chat.kit.event;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How a service listens and publishes.
 *
 * @param quorumQueues replicated queues, which only RabbitMQ has
 * @param prefetch how many events of one queue are in this instance's hands at most
 * @param lanes how many of them are handled at the same time at most
 * @param attempts how often a handler is tried before the event goes to the dead letters
 * @param attemptTimeout how long one attempt may take
 * @param firstBackoff the pause after the first failure; it doubles with each further one
 * @param confirmTimeout how long the broker may take to confirm what was published
 * @param keepHandled for how long a redelivered event is recognised
 */
@ConfigurationProperties("chat.messaging")
record MessagingSettings(
    @DefaultValue("false") boolean quorumQueues,
    @DefaultValue("64") int prefetch,
    @DefaultValue("16") int lanes,
    @DefaultValue("8") int attempts,
    @DefaultValue("30s") Duration attemptTimeout,
    @DefaultValue("200ms") Duration firstBackoff,
    @DefaultValue("10s") Duration maxBackoff,
    @DefaultValue("10s") Duration confirmTimeout,
    @DefaultValue("14d") Duration keepHandled) {

  Backoff backoff() {
    return new Backoff(firstBackoff, maxBackoff);
  }
}
