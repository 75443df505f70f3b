package chat.auth.mail;

import java.time.Instant;

/** A letter to somebody. */
record Letter(String to, String subject, String text, Instant writtenAt) {}
