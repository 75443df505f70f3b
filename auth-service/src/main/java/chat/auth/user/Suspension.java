package chat.auth.user;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An account that an administrator has closed, for ever or for a while. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Suspension(Instant since, @Nullable Instant until, @Nullable String reason) {
  boolean lastsAt(Instant now) {
    return until == null || until.isAfter(now);
  }
}
