package chat.wire.internal;

/**
 * What presence-service answers to a {@link ConnectionReport}.
 *
 * @param resend whether earlier reports of this node are lost: send a complete one now
 * @param leaseMillis the node's connections are lost unless it reports again within this time
 */
public record ReportReceipt(boolean resend, long leaseMillis) {}
