package chat.messages.guest;

/** What auth-service gave for a guest: the refresh token is good once. */
record Passes(String accessToken, String refreshToken) {}
