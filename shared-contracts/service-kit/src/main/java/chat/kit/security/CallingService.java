package chat.kit.security;

/** Another service of the house, on an errand of its own. */
public record CallingService(String name) implements Identity {}
