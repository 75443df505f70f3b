package chat.messages.stream;

import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * What is kept of the rooms that are read.
 *
 * @param memory about how much of it, for all rooms together; 0 keeps nothing
 */
@Validated
@ConfigurationProperties("chat.tails")
record TailSettings(@DefaultValue("32MB") @NotNull DataSize memory) {}
