package chat.rooms.reap;

import chat.kit.settings.Lasting;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long an ad-hoc room lives without people.
 *
 * @param emptyFor how long after the last change or use of its code an empty room is closed
 * @param sweep how often such rooms are looked for
 */
@Validated
@ConfigurationProperties("chat.rooms.ad-hoc")
public record AdHocSettings(
    @DefaultValue("15m") @NotNull @DurationMin Duration emptyFor,
    @DefaultValue("1m") @Lasting Duration sweep) {}
