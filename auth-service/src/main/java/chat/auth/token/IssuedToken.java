package chat.auth.token;

import java.time.Duration;

/** A signed access token and how long it is good from now. */
public record IssuedToken(String value, Duration lifetime) {}
