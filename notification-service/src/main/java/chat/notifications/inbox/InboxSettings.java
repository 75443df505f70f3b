package chat.notifications.inbox;

import chat.kit.settings.Lasting;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How much of an inbox is shown, and for how long it is kept.
 *
 * @param usual how many entries a page has when nobody says
 * @param most how many it has whatever somebody says
 * @param keepRead how long an entry that was read is kept, counted from when it was made
 * @param keepUnread how long any entry is kept
 * @param forgetAtOnce how many are deleted by one statement
 */
@Validated
@ConfigurationProperties("chat.inbox")
record InboxSettings(
    @DefaultValue("30") @Positive int usual,
    @DefaultValue("100") @Positive int most,
    @DefaultValue("30d") @Lasting Duration keepRead,
    @DefaultValue("90d") @Lasting Duration keepUnread,
    @DefaultValue("1000") @Positive int forgetAtOnce) {
  InboxSettings {
    if (usual > most) {
      throw new IllegalArgumentException("chat.inbox.usual must not be above chat.inbox.most");
    }
  }
}
