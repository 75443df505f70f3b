package chat.kit.event;

import chat.kit.settings.Lasting;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How the outbox is relayed.
 *
 * @param batch how many events are published and deleted together at most
 * @param poll how often the outbox is looked at without being woken
 * @param rest how long it is left alone after each batch, so that what a busy service commits
 *     meanwhile goes out together
 * @param untidy how many events are taken out before the table is cleared of them
 */
@Validated
@ConfigurationProperties("chat.outbox")
record OutboxSettings(
    @DefaultValue("500") @Positive int batch,
    @DefaultValue("1s") @Lasting Duration poll,
    @DefaultValue("10ms") @NotNull @DurationMin Duration rest,
    @DefaultValue("10000") @Positive long untidy) {}
