package chat.auth.password;

import chat.kit.settings.Lasting;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What it costs to hash a password with Argon2id, and how many do so at once. Of the settings that
 * OWASP holds for equally strong, this one was the cheapest here: 43 to 64 ms and 9 MB a hash,
 * where 19 MB twice took 76 to 97 ms.
 *
 * @param memory in KiB
 * @param threads how many hash at the same time, each with that memory; 0: half of the processors
 * @param waiting how many wait for their turn before others are told that we are busy
 * @param patience how long one waits and hashes before being told the same: shorter than the
 *     gateway waits for an answer
 */
@Validated
@ConfigurationProperties("chat.auth.password")
record PasswordSettings(
    @DefaultValue("9216") @Min(8) int memory,
    @DefaultValue("4") @Positive int iterations,
    @DefaultValue("0") @PositiveOrZero int threads,
    @DefaultValue("256") @Positive int waiting,
    @DefaultValue("20s") @Lasting Duration patience) {
  PasswordSettings {
    threads = threads > 0 ? threads : Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
  }
}
