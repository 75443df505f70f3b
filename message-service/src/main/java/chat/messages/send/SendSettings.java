package chat.messages.send;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How messages are sent.
 *
 * @param live how long a committed message waits to be told to the sockets before it is left to
 *     them to notice by its seq
 */
@ConfigurationProperties("chat.send")
record SendSettings(@DefaultValue("500ms") Duration live) {}
