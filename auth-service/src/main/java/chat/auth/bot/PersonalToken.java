package chat.auth.bot;

import chat.wire.SessionId;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A personal access token as its owner sees it in a list.
 *
 * @param token the secret itself: told once, when it is made
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record PersonalToken(
    SessionId id,
    @Schema(example = "build server") String label,
    List<String> scopes,
    Instant createdAt,
    Instant lastUsedAt,
    Instant expiresAt,
    @Schema(example = "chat_pat_Jv9mZQ0qk3nB6yKpE2h4w8sXtR1uLcYfDgHaVoTiN5M")
        @Nullable String token) {}
