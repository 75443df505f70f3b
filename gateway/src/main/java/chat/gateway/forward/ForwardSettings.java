package chat.gateway.forward;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How requests are carried to the services.
 *
 * @param rest how long an instance that did not answer is passed over
 */
@ConfigurationProperties("chat.gateway.forward")
record ForwardSettings(@DefaultValue("5s") Duration rest) {}
