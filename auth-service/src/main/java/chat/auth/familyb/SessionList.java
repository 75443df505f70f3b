package chat.auth.familyb;

import chat.auth.session.SessionView;
import java.util.List;

/** One's live logins. */
record SessionList(List<SessionView> sessions) {}
