package chat.messages.guest;

import chat.kit.security.AccessToken;

/**
 * A guest with a session.
 *
 * @param access the token as the guest's client may show it elsewhere
 */
public record Guest(AccessToken token, String access) {}
