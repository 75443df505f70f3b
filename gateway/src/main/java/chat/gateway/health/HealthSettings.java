package chat.gateway.health;

import chat.kit.settings.Lasting;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How the services are asked.
 *
 * @param path where an instance says whether it is ready
 * @param timeout how long it may take to say so
 * @param remembered how long an answer is given again without asking
 */
@Validated
@ConfigurationProperties("chat.gateway.health")
record HealthSettings(
    @DefaultValue("/actuator/health/readiness") @NotBlank String path,
    @DefaultValue("3s") @Lasting Duration timeout,
    @DefaultValue("1s") @NotNull @DurationMin Duration remembered) {}
