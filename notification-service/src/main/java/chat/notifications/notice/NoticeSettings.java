package chat.notifications.notice;

import chat.kit.settings.Lasting;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How people are told.
 *
 * @param batch how many inboxes are filled by one statement
 * @param excerpt how many characters of a message are shown
 * @param live how long a committed entry waits to be told to the sockets
 */
@Validated
@ConfigurationProperties("chat.notices")
record NoticeSettings(
    @DefaultValue("500") @Positive int batch,
    @DefaultValue("140") @Positive int excerpt,
    @DefaultValue("500ms") @Lasting Duration live) {}
