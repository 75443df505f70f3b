package chat.presence;

import chat.wire.PresenceStatus;
import chat.wire.UserId;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Whether somebody is here.
 *
 * @param lastSeen when that began; absent for somebody who has never been here
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Presence(
    @Schema(example = "0197a1b2-0000-7000-8000-000000000001") UserId user,
    @Schema(example = "online") PresenceStatus status,
    @Schema(example = "2026-01-01T12:00:00Z") @Nullable Instant lastSeen) {

  /** Reads {@code status seen version} as the scripts write it. */
  static Presence of(UserId user, @Nullable String stored) {
    if (stored == null) {
      return new Presence(user, PresenceStatus.OFFLINE, null);
    }
    String[] words = stored.split(" ", 3);
    return new Presence(
        user,
        PresenceStatus.valueOf(words[0].toUpperCase(Locale.ROOT)),
        Instant.ofEpochMilli(Long.parseLong(words[1])));
  }
}
