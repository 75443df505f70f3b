package chat.messages.guest;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

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
@ConfigurationProperties("chat.guests")
record GuestSettings(
    @DefaultValue("true") boolean welcome,
    @DefaultValue("http://localhost:3001") String service,
    @DefaultValue("100") int perAddress,
    @DefaultValue("30") int names,
    @DefaultValue("10m") Duration window,
    @DefaultValue("24h") Duration kept,
    @DefaultValue("1m") Duration renewBefore) {}
