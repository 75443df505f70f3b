package chat.gateway.forward;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How requests are carried to the services.
 *
 * @param rest how long an instance that did not answer is passed over
 * @param patience how many times in a row an instance may be silent before it is left alone for
 *     that time
 */
@ConfigurationProperties("chat.gateway.forward")
record ForwardSettings(@DefaultValue("5s") Duration rest, @DefaultValue("5") int patience) {}
