package chat.messages.retention;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How forgetting goes on.
 *
 * @param every how often it is looked what is old enough
 * @param atOnce how many events of a room are forgotten in one transaction
 * @param rooms how many rooms are looked at together
 */
@ConfigurationProperties("chat.retention")
record RetentionSettings(
    @DefaultValue("10m") Duration every,
    @DefaultValue("2000") int atOnce,
    @DefaultValue("100") int rooms) {}
