package chat.kit.security;

/** Whoever an access token speaks for: a user who calls, or a service. */
public sealed interface Identity permits Caller, CallingService {}
