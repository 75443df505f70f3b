package chat.gateway.health;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the services are asked.
 *
 * @param path where an instance says whether it is ready
 * @param timeout how long it may take to say so
 * @param remembered how long an answer is given again without asking
 */
@ConfigurationProperties("chat.gateway.health")
record HealthSettings(
    @DefaultValue("/actuator/health/readiness") String path,
    @DefaultValue("3s") Duration timeout,
    @DefaultValue("1s") Duration remembered) {}
