package chat.auth.session;

import chat.auth.token.IssuedToken;
import chat.auth.token.Secret;
import chat.auth.user.User;
import org.jspecify.annotations.Nullable;

/**
 * What somebody holds after a login or a refresh.
 *
 * @param csrf present when the refresh token shall live in a cookie
 */
public record Tokens(
    User user, Session session, IssuedToken access, Secret refresh, @Nullable Secret csrf) {}
