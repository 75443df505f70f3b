package chat.auth.key;

import chat.kit.settings.Lasting;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * @param rotateEvery how long a key signs before the schedule brings the next one
 * @param publishAhead how long a key is published before it signs: longer than any reader of the
 *     key set remembers it
 * @param keepAfter how long a key stays published after it signed for the last time: longer than
 *     any token lives
 * @param reloadEvery how soon an instance learns of a key that another instance made
 * @param bits the size of the RSA modulus
 */
@Validated
@ConfigurationProperties("chat.auth.keys")
record KeySettings(
    @DefaultValue("30d") @Lasting Duration rotateEvery,
    @DefaultValue("10m") @Lasting Duration publishAhead,
    @DefaultValue("30m") @Lasting Duration keepAfter,
    @DefaultValue("15s") @Lasting Duration reloadEvery,
    @DefaultValue("2048") @Min(2048) int bits) {
  KeySettings {
    if (publishAhead.compareTo(reloadEvery.multipliedBy(2)) < 0) {
      throw new IllegalArgumentException(
          "chat.auth.keys.publish-ahead must be at least twice chat.auth.keys.reload-every, or an"
              + " instance may not know a key that another one signs with");
    }
  }
}
