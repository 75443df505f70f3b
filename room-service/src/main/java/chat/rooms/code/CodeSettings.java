package chat.rooms.code;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How hard it is to guess a room's code.
 *
 * @param length of a code, in letters of which there are 22
 * @param guessesPerUser how many wrong codes somebody may try within the window
 * @param guessesPerAddress how many wrong codes may come from one address within the window
 */
@ConfigurationProperties("chat.rooms.code")
record CodeSettings(
    @DefaultValue("8") int length,
    @DefaultValue("10") int guessesPerUser,
    @DefaultValue("50") int guessesPerAddress,
    @DefaultValue("10m") Duration window) {}
