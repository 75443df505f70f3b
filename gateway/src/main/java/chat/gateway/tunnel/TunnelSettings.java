package chat.gateway.tunnel;

import chat.kit.settings.Lasting;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How WebSockets are carried.
 *
 * @param enabled false leaves them to Spring Cloud Gateway's own route, which reads every frame
 * @param most how many may be open at a time; each takes two descriptors of the process
 * @param handshake how long a service may take to agree; longer than a newcomer may wait in line
 *     there
 * @param idle how long nothing may come from either side; well above a socket's heartbeat
 * @param drain the time over which they are closed when the gateway stops
 */
@Validated
@ConfigurationProperties("chat.gateway.tunnel")
record TunnelSettings(
    @DefaultValue("true") boolean enabled,
    @DefaultValue("9000") @Positive int most,
    @DefaultValue("12s") @Lasting Duration handshake,
    @DefaultValue("2m") @Lasting Duration idle,
    @DefaultValue("10s") @Lasting Duration drain) {}
