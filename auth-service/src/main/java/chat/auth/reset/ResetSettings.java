package chat.auth.reset;

import chat.kit.settings.Lasting;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * @param resetLifetime how long a link for a new password is good
 * @param forgotAnswer how long who asks for one waits for the answer, whether there is such an
 *     account or not: longer than it takes to make a link
 */
@Validated
@ConfigurationProperties("chat.auth.password")
record ResetSettings(
    @DefaultValue("30m") @Lasting Duration resetLifetime,
    @DefaultValue("250ms") @NotNull @DurationMin Duration forgotAnswer) {}
