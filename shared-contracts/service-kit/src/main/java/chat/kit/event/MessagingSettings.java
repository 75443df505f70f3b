package chat.kit.event;

import chat.kit.settings.Lasting;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

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
@Validated
@ConfigurationProperties("chat.messaging")
record MessagingSettings(
    @DefaultValue("false") boolean quorumQueues,
    @DefaultValue("64") @Positive int prefetch,
    @DefaultValue("16") @Positive int lanes,
    @DefaultValue("8") @Positive int attempts,
    @DefaultValue("30s") @Lasting Duration attemptTimeout,
    @DefaultValue("200ms") @Lasting Duration firstBackoff,
    @DefaultValue("10s") @Lasting Duration maxBackoff,
    @DefaultValue("10s") @Lasting Duration confirmTimeout,
    @DefaultValue("14d") @Lasting Duration keepHandled) {

  Backoff backoff() {
    return new Backoff(firstBackoff, maxBackoff);
  }
}
