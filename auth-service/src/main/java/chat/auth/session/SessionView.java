package chat.auth.session;

import chat.wire.SessionId;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A login as its user sees it in a list.
 *
 * @param address the place of its last use
 * @param current whether it is the one that asks
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SessionView(
    SessionId id,
    @Schema(example = "Firefox on Linux") @Nullable String device,
    @Schema(example = "203.0.113.7") @Nullable String address,
    Instant createdAt,
    Instant lastUsedAt,
    Instant expiresAt,
    boolean current) {

  public static SessionView of(Session session, SessionId current) {
    return new SessionView(
        session.id(),
        session.device(),
        session.address(),
        session.createdAt(),
        session.lastUsedAt(),
        session.expiresAt(),
        session.id().equals(current));
  }
}
