package chat.auth.session;

import chat.kit.settings.Lasting;
import chat.wire.UserKind;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * @param idle how long a session lives without being refreshed
 * @param guestIdle the same for a guest's
 * @param grace how long a used refresh token still gives its successor: for a reply that was lost,
 *     and for two tabs
 * @param rememberedAfterEnd how long an ended session stays in the database
 */
@Validated
@ConfigurationProperties("chat.auth.session")
public record SessionSettings(
    @DefaultValue("30d") @Lasting Duration idle,
    @DefaultValue("24h") @Lasting Duration guestIdle,
    @DefaultValue("10s") @NotNull @DurationMin Duration grace,
    @DefaultValue("30d") @NotNull @DurationMin Duration rememberedAfterEnd) {
  /** How long this kind of user may stay away. */
  Duration idle(UserKind kind) {
    return kind == UserKind.GUEST ? guestIdle : idle;
  }
}
