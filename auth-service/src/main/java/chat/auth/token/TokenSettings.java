package chat.auth.token;

import chat.kit.settings.Lasting;
import jakarta.validation.constraints.NotBlank;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * @param issuer what stands in {@code iss} and leads to the metadata document
 * @param endpoint where services get their tokens
 * @param audience what stands in {@code aud}
 * @param lifetime how long an access token is good
 */
@Validated
@ConfigurationProperties("chat.auth.token")
public record TokenSettings(
    @DefaultValue("http://localhost:8080") @NotBlank String issuer,
    @DefaultValue("http://localhost:3001/oauth2/token") @NotBlank String endpoint,
    @DefaultValue("chat") @NotBlank String audience,
    @DefaultValue("10m") @Lasting Duration lifetime) {}
