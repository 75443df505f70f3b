package chat.auth.audit;

import chat.wire.UserId;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One line of the audit log.
 *
 * @param user whom it concerns
 * @param actor who did it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AuditEntry(
    UUID id,
    Instant at,
    String kind,
    @Nullable UserId user,
    @Nullable UserId actor,
    @Nullable String address,
    @Nullable String detail) {}
