package chat.notifications.inbox;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much of an inbox is shown, and for how long it is kept.
 *
 * @param usual how many entries a page has when nobody says
 * @param most how many it has whatever somebody says
 * @param keepRead how long an entry that was read is kept, counted from when it was made
 * @param keepUnread how long any entry is kept
 * @param forgetAtOnce how many are deleted by one statement
 */
@ConfigurationProperties("chat.inbox")
record InboxSettings(
    @DefaultValue("30") int usual,
    @DefaultValue("100") int most,
    @DefaultValue("30d") Duration keepRead,
    @DefaultValue("90d") Duration keepUnread,
    @DefaultValue("1000") int forgetAtOnce) {}
