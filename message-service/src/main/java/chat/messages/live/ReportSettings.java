package chat.messages.live;

import chat.kit.settings.Lasting;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How this node reports who is here.
 *
 * @param service the address of presence-service
 * @param every how long news is gathered for one report
 * @param pause how long after a report that failed the next one comes
 */
@Validated
@ConfigurationProperties("chat.presence")
record ReportSettings(
    @DefaultValue("http://localhost:3004") @NotBlank String service,
    @DefaultValue("200ms") @Lasting Duration every,
    @DefaultValue("1s") @NotNull @DurationMin Duration pause) {}
