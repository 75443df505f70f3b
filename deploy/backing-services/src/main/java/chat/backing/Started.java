package chat.backing;

/** A service that answers, in words where it came from, and how to end it. */
record Started<T>(T service, String origin, AutoCloseable end) {}
