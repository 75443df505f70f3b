package chat.auth.token;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param issuer what stands in {@code iss} and leads to the metadata document
 * @param endpoint where services get their tokens
 * @param audience what stands in {@code aud}
 * @param lifetime how long an access token is good
 */
@ConfigurationProperties("chat.auth.token")
public record TokenSettings(
    @DefaultValue("http://localhost:8080") String issuer,
    @DefaultValue("http://localhost:3001/oauth2/token") String endpoint,
    @DefaultValue("chat") String audience,
    @DefaultValue("10m") Duration lifetime) {}
