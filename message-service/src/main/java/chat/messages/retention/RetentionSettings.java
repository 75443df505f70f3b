package chat.messages.retention;

import chat.kit.settings.Lasting;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How forgetting goes on.
 *
 * @param every how often it is looked what is old enough
 * @param atOnce how many events of a room are forgotten in one transaction
 * @param rooms how many rooms are looked at together
 */
@Validated
@ConfigurationProperties("chat.retention")
record RetentionSettings(
    @DefaultValue("10m") @Lasting Duration every,
    @DefaultValue("2000") @Positive int atOnce,
    @DefaultValue("100") @Positive int rooms) {}
