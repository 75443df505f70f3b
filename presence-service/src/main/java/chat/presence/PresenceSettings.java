package chat.presence;

import chat.kit.settings.Lasting;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The times and bounds of presence.
 *
 * @param lease how long an edge's connections count after its last report
 * @param linger how long somebody without a connection stays as they were: a reload takes a moment
 * @param round how often leases and departures are looked at
 * @param absence how long without any round means that presence itself was away
 * @param remember how long a last seen is kept
 * @param hold how long one instance may take to announce what it took up
 * @param batch how much one script does at most before others have their turn
 * @param connections how many connections one report may open or close
 * @param asked how many users one question may name
 */
@Validated
@ConfigurationProperties("chat.presence")
record PresenceSettings(
    @DefaultValue("30s") @Lasting Duration lease,
    @DefaultValue("5s") @NotNull @DurationMin Duration linger,
    @DefaultValue("1s") @Lasting Duration round,
    @DefaultValue("10s") @Lasting Duration absence,
    @DefaultValue("90d") @Lasting Duration remember,
    @DefaultValue("10s") @Lasting Duration hold,
    @DefaultValue("500") @Positive int batch,
    @DefaultValue("25000") @Positive int connections,
    @DefaultValue("100") @Positive int asked) {}
