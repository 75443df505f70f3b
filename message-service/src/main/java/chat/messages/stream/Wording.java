package chat.messages.stream;

import java.time.Instant;

/** What a message said from that time on. */
public record Wording(String text, Instant at) {}
