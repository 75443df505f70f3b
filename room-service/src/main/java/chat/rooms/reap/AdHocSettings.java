package chat.rooms.reap;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long an ad-hoc room lives without people.
 *
 * @param emptyFor how long after the last change or use of its code an empty room is closed
 * @param sweep how often such rooms are looked for
 */
@ConfigurationProperties("chat.rooms.ad-hoc")
public record AdHocSettings(
    @DefaultValue("15m") Duration emptyFor, @DefaultValue("1m") Duration sweep) {}
