package chat.auth.account;

import chat.auth.audit.AuditEntry;
import chat.auth.session.SessionView;
import chat.auth.user.OwnProfile;
import chat.auth.user.PublicProfile;
import java.time.Instant;
import java.util.List;

/** Everything that this service knows of a user, but for secrets and their hashes. */
public record Export(
    Instant exportedAt,
    OwnProfile profile,
    List<SessionView> sessions,
    List<PublicProfile> bots,
    List<AuditEntry> log) {}
