package chat.gateway.forward;

import chat.kit.settings.Lasting;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How requests are carried to the services.
 *
 * @param rest how long an instance that did not answer is passed over
 * @param patience how many times in a row an instance may be silent before it is left alone for
 *     that time
 * @param retries how many times more all instances are tried for a request that does no harm when
 *     it is done twice
 * @param backoff how long is waited before the first of them, and twice as long before each further
 *     one; by chance up to half of it less
 * @param waiting how many requests may wait for a connection to an instance that has given all away
 */
@Validated
@ConfigurationProperties("chat.gateway.forward")
record ForwardSettings(
    @DefaultValue("5s") @Lasting Duration rest,
    @DefaultValue("5") @Positive int patience,
    @DefaultValue("2") @PositiveOrZero int retries,
    @DefaultValue("50ms") @NotNull @DurationMin Duration backoff,
    @DefaultValue("1000") @PositiveOrZero int waiting) {

  Duration pauseBefore(int retry) {
    long whole = backoff.toMillis() << (retry - 1);
    return Duration.ofMillis(whole - ThreadLocalRandom.current().nextLong(whole / 2 + 1));
  }
}
