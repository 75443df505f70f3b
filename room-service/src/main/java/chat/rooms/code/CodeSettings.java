package chat.rooms.code;

import chat.kit.settings.Lasting;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How hard it is to guess a room's code.
 *
 * @param length of a code, in letters of which there are 22
 * @param guessesPerUser how many wrong codes somebody may try within the window
 * @param guessesPerAddress how many wrong codes may come from one address within the window
 */
@Validated
@ConfigurationProperties("chat.rooms.code")
record CodeSettings(
    @DefaultValue("8") @Min(6) int length,
    @DefaultValue("10") @Positive int guessesPerUser,
    @DefaultValue("50") @Positive int guessesPerAddress,
    @DefaultValue("10m") @Lasting Duration window) {}
