package chat.auth.email;

import chat.wire.UserId;

/** A mailed link that was good: whom it was for, and the address that it went to. */
public record Link(UserId user, String emailKey) {}
