package chat.notifications.notice;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How people are told.
 *
 * @param batch how many inboxes are filled by one statement
 * @param excerpt how many characters of a message are shown
 * @param live how long a committed entry waits to be told to the sockets
 */
@ConfigurationProperties("chat.notices")
record NoticeSettings(
    @DefaultValue("500") int batch,
    @DefaultValue("140") int excerpt,
    @DefaultValue("500ms") Duration live) {}
