package chat.wire.internal;

import chat.wire.SessionId;
import chat.wire.UserId;
import java.util.List;

/**
 * What an edge tells presence-service with {@code POST /internal/connections}: at once when a
 * connection opened or closed, and again all of them from time to time, because a report also
 * renews the node's lease. A node whose lease ends has lost its connections. A node sends its
 * reports one after the other, the next when the last is answered by a {@link ReportReceipt}.
 *
 * @param node the edge's own name, new at each of its starts
 * @param complete whether {@code opened} are all of the node's connections rather than the new ones
 * @param closed the ids of connections that ended
 */
public record ConnectionReport(
    String node, boolean complete, List<Connection> opened, List<String> closed) {

  /** One live socket. */
  public record Connection(String id, UserId user, SessionId session, boolean away) {}
}
