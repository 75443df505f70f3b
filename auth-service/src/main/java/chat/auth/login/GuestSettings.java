package chat.auth.login;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * @param enabled whether a nickname is enough
 * @param forgottenAfter how long after the end of their last session guests are forgotten
 */
@Validated
@ConfigurationProperties("chat.auth.guests")
public record GuestSettings(
    @DefaultValue("true") boolean enabled,
    @DefaultValue("30d") @NotNull @DurationMin Duration forgottenAfter) {}
