package chat.kit.event;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the outbox is relayed.
 *
 * @param batch how many events are published and deleted together at most
 * @param poll how often the outbox is looked at without being woken
 * @param rest how long it is left alone after each batch, so that what a busy service commits
 *     meanwhile goes out together
 * @param untidy how many events are taken out before the table is cleared of them
 */
@ConfigurationProperties("chat.outbox")
record OutboxSettings(
    @DefaultValue("500") int batch,
    @DefaultValue("1s") Duration poll,
    @DefaultValue("10ms") Duration rest,
    @DefaultValue("10000") long untidy) {}
