package chat.messages.stream;

import chat.kit.settings.Lasting;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How pages of history are read that are not in memory.
 *
 * @param lanes how many statements are on their way at once, for newest and for oldest messages
 *     each, with a connection each; a room's pages go by one of them. More of them ask for fewer
 *     pages each, which costs more than it brings until the database has many processors
 * @param batch how many pages one statement asks for at most
 * @param queue how many wait in each lane before callers are told to try again
 * @param patience how long pages may take
 */
@Validated
@ConfigurationProperties("chat.pages")
record PageSettings(
    @DefaultValue("1") @Positive int lanes,
    @DefaultValue("16") @Positive int batch,
    @DefaultValue("4096") @Positive int queue,
    @DefaultValue("10s") @Lasting Duration patience) {

  PageSettings with(Duration otherPatience) {
    return new PageSettings(lanes, batch, queue, otherPatience);
  }
}
