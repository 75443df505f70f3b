package chat.wire;

/** A user as others see them at the moment of the event. */
public record UserRef(UserId id, String name, UserKind kind) {}
