package chat.messages.guest;

import chat.kit.settings.Lasting;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Who may talk without a token.
 *
 * @param welcome false refuses whoever comes without one
 * @param service the address of auth-service
 * @param perAddress how many new guests may come from one address within the window
 * @param names how many names one guest may take within the window
 * @param kept how long a guest may stay away and still come back as the same one
 * @param renewBefore how long before its end a guest's access token is renewed
 */
@Validated
@ConfigurationProperties("chat.guests")
record GuestSettings(
    @DefaultValue("true") boolean welcome,
    @DefaultValue("http://localhost:3001") @NotBlank String service,
    @DefaultValue("100") @PositiveOrZero int perAddress,
    @DefaultValue("30") @Positive int names,
    @DefaultValue("10m") @Lasting Duration window,
    @DefaultValue("24h") @Lasting Duration kept,
    @DefaultValue("1m") @NotNull @DurationMin Duration renewBefore) {}
