package chat.messages.engine;

import org.jspecify.annotations.Nullable;

/**
 * Who stands behind a session, as far as its first request can tell.
 *
 * @param address the IP address of the client rather than of a proxy
 * @param agent what the client calls itself
 */
public record Visitor(@Nullable String address, @Nullable String agent) {}
