package chat.auth.attempt;

import chat.kit.settings.Lasting;
import jakarta.validation.constraints.PositiveOrZero;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How failed attempts slow the next ones down.
 *
 * @param freePerAccount how many failures cost nothing; each further one doubles the delay
 * @param freePerAddress the same for an address, behind which many people may be
 * @param firstDelay what the first failure beyond them costs
 * @param longestDelay what a failure costs at most: an attacker shall not lock the owner out
 * @param remembered how long after the last failure all is forgotten
 */
@Validated
@ConfigurationProperties("chat.auth.attempts")
record AttemptSettings(
    @DefaultValue("5") @PositiveOrZero int freePerAccount,
    @DefaultValue("50") @PositiveOrZero int freePerAddress,
    @DefaultValue("1s") @Lasting Duration firstDelay,
    @DefaultValue("5m") @Lasting Duration longestDelay,
    @DefaultValue("30m") @Lasting Duration remembered) {}
