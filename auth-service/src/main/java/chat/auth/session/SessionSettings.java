package chat.auth.session;

import chat.wire.UserKind;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param idle how long a session lives without being refreshed
 * @param guestIdle the same for a guest's
 * @param grace how long a used refresh token still gives its successor: for a reply that was lost,
 *     and for two tabs
 * @param rememberedAfterEnd how long an ended session stays in the database
 */
@ConfigurationProperties("chat.auth.session")
public record SessionSettings(
    @DefaultValue("30d") Duration idle,
    @DefaultValue("24h") Duration guestIdle,
    @DefaultValue("10s") Duration grace,
    @DefaultValue("30d") Duration rememberedAfterEnd) {
  /** How long this kind of user may stay away. */
  Duration idle(UserKind kind) {
    return kind == UserKind.GUEST ? guestIdle : idle;
  }
}
