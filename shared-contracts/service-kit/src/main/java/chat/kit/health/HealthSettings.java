package chat.kit.health;

import chat.kit.settings.Lasting;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How the stores are watched.
 *
 * @param redisRequired whether this service can do nothing without Redis
 * @param timeout how long a store may take to say that it is there
 * @param remembered how long an answer serves everybody who asks
 */
@Validated
@ConfigurationProperties("chat.health")
public record HealthSettings(
    @DefaultValue("false") boolean redisRequired,
    @DefaultValue("1s") @Lasting Duration timeout,
    @DefaultValue("1s") @NotNull @DurationMin Duration remembered) {}
