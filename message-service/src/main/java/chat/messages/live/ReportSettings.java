package chat.messages.live;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How this node reports who is here.
 *
 * @param service the address of presence-service
 * @param every how long news is gathered for one report
 * @param pause how long after a report that failed the next one comes
 */
@ConfigurationProperties("chat.presence")
record ReportSettings(
    @DefaultValue("http://localhost:3004") String service,
    @DefaultValue("200ms") Duration every,
    @DefaultValue("1s") Duration pause) {}
