package chat.notifications.inbox;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/**
 * A page of somebody's inbox, newest first.
 *
 * @param unread how many entries of the whole inbox are unread
 */
record Inbox(List<Entry> entries, @Schema(example = "3") long unread) {}
