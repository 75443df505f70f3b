package chat.kit.security;

import chat.kit.settings.Lasting;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How this service calls others.
 *
 * @param clientId the name it logs in with
 * @param secret its password at auth-service; only a service that calls others needs one
 * @param connections the most connections kept to one other service
 * @param waiting the most calls that wait for one of them
 */
@Validated
@ConfigurationProperties("chat.service")
record ServiceSettings(
    @Nullable String clientId,
    @Nullable String secret,
    @DefaultValue("http://localhost:3001/oauth2/token") @NotNull URI tokenUri,
    @DefaultValue("1s") @Lasting Duration connectTimeout,
    @DefaultValue("3s") @Lasting Duration responseTimeout,
    @DefaultValue("64") @Positive int connections,
    @DefaultValue("512") @Positive int waiting) {}
