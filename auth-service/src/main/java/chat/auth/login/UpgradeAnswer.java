package chat.auth.login;

import chat.auth.user.OwnProfile;
import chat.wire.SessionId;
import io.swagger.v3.oas.annotations.media.Schema;

/** The access token of who was a guest; the refresh token that they hold goes on being good. */
record UpgradeAnswer(
    @Schema(example = "eyJhbGciOiJSUzI1NiJ9…") String accessToken,
    @Schema(example = "Bearer") String tokenType,
    @Schema(example = "600") long expiresIn,
    SessionId session,
    OwnProfile user) {}
