package chat.auth.reset;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param resetLifetime how long a link for a new password is good
 * @param forgotAnswer how long who asks for one waits for the answer, whether there is such an
 *     account or not: longer than it takes to make a link
 */
@ConfigurationProperties("chat.auth.password")
record ResetSettings(
    @DefaultValue("30m") Duration resetLifetime, @DefaultValue("250ms") Duration forgotAnswer) {}
