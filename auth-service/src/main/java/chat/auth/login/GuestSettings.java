package chat.auth.login;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param enabled whether a nickname is enough
 * @param forgottenAfter how long after the end of their last session guests are forgotten
 */
@ConfigurationProperties("chat.auth.guests")
public record GuestSettings(
    @DefaultValue("true") boolean enabled, @DefaultValue("30d") Duration forgottenAfter) {}
