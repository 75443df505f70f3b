package chat.wire;

import java.util.UUID;

/**
 * A file that came with a message; the link to it is made for each reader and is not stored here.
 */
public record Attachment(UUID id, String name, String mediaType, long bytes) {}
