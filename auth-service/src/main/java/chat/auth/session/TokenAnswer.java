package chat.auth.session;

import chat.auth.user.OwnProfile;
import chat.wire.SessionId;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a login or a refresh.
 *
 * @param expiresIn seconds until the access token ends
 * @param refreshToken absent when it is in a cookie
 * @param csrfToken what the client sends as {@code X-CSRF-Token} beside the cookie
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TokenAnswer(
    @Schema(description = "Send it as `Authorization: Bearer …`", example = "eyJhbGciOiJSUzI1NiJ9…")
        String accessToken,
    @Schema(example = "Bearer") String tokenType,
    @Schema(example = "600") long expiresIn,
    @Schema(example = "Jv9mZQ0qk3nB6yKpE2h4w8sXtR1uLcYfDgHaVoTiN5M") @Nullable String refreshToken,
    @Nullable String csrfToken,
    SessionId session,
    OwnProfile user) {}
