package chat.auth.visitor;

import org.jspecify.annotations.Nullable;

/**
 * Who stands at the door, as far as a request can tell. A controller takes it as a parameter.
 *
 * @param address the IP address of the client rather than of a proxy
 * @param device in a person's words, such as {@code Firefox on Linux}
 */
public record Visitor(String address, @Nullable String device) {}
