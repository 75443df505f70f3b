package chat.auth.attempt;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How failed attempts slow the next ones down.
 *
 * @param freePerAccount how many failures cost nothing; each further one doubles the delay
 * @param freePerAddress the same for an address, behind which many people may be
 * @param firstDelay what the first failure beyond them costs
 * @param longestDelay what a failure costs at most: an attacker shall not lock the owner out
 * @param remembered how long after the last failure all is forgotten
 */
@ConfigurationProperties("chat.auth.attempts")
record AttemptSettings(
    @DefaultValue("5") int freePerAccount,
    @DefaultValue("50") int freePerAddress,
    @DefaultValue("1s") Duration firstDelay,
    @DefaultValue("5m") Duration longestDelay,
    @DefaultValue("30m") Duration remembered) {}
