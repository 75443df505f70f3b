package chat.auth.password;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

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
@ConfigurationProperties("chat.auth.password")
record PasswordSettings(
    @DefaultValue("9216") int memory,
    @DefaultValue("4") int iterations,
    @DefaultValue("0") int threads,
    @DefaultValue("256") int waiting,
    @DefaultValue("20s") Duration patience) {
  PasswordSettings {
    threads = threads > 0 ? threads : Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
  }
}
