package chat.messages.write;

import chat.kit.settings.Lasting;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How events are written.
 *
 * @param lanes how many batches are on their way at once, of plain messages and of all else each,
 *     with a connection each; more of them are smaller, which costs more than it brings until the
 *     database has many processors
 * @param batch how many events a batch holds at most
 * @param queue how many events wait in each lane before callers are told to try again, and how many
 *     to be told to the sockets before they are left to notice
 * @param patience how long a batch may take before its callers are told that nobody knows
 * @param live how long a committed event waits to be told to the sockets before it is left to them
 *     to notice by its seq
 * @param emojis how many different reactions a message can have
 * @param pins how many messages of a room can be pinned
 */
@Validated
@ConfigurationProperties("chat.write")
public record WriteSettings(
    @DefaultValue("1") @Positive int lanes,
    @DefaultValue("512") @Positive int batch,
    @DefaultValue("8192") @Positive int queue,
    @DefaultValue("10s") @Lasting Duration patience,
    @DefaultValue("500ms") @Lasting Duration live,
    @DefaultValue("20") @PositiveOrZero int emojis,
    @DefaultValue("50") @PositiveOrZero int pins) {}
