package chat.kit.security;

import chat.kit.settings.Lasting;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Which tokens are accepted, and what is open without one.
 *
 * @param clockSkew how far the clocks of two machines may differ
 * @param publicPaths {@code METHOD /pattern} or {@code /pattern}
 * @param doors where people come in: open as well, and a token that comes along is not looked at,
 *     for many clients show an ended one there; written like public paths
 * @param scopes what tokens of limited scope must be good for: {@code METHOD /pattern scope} or
 *     {@code /pattern scope}; the first that fits counts
 * @param keyRefresh how often the keys are fetched anew, so that a withdrawn one is forgotten
 * @param keyPause the least time between two fetches, whatever tokens ask for
 * @param revocationPoll how long a lost revocation message may stay unnoticed
 * @param revocationsHeld the most ended sessions that are remembered at once
 * @param tokensHeld the most tokens whose signature is not checked again
 */
@Validated
@ConfigurationProperties("chat.security")
record SecuritySettings(
    @DefaultValue("http://localhost:8080") @NotBlank String issuer,
    @DefaultValue("chat") @NotBlank String audience,
    @DefaultValue("http://localhost:3001/.well-known/jwks.json") @NotNull URI jwksUri,
    @DefaultValue("5s") @NotNull @DurationMin Duration clockSkew,
    @DefaultValue List<@NotBlank String> publicPaths,
    @DefaultValue List<@NotBlank String> doors,
    @DefaultValue List<@NotBlank String> scopes,
    @DefaultValue("5m") @Lasting Duration keyRefresh,
    @DefaultValue("2s") @Lasting Duration keyPause,
    @DefaultValue("500ms") @Lasting Duration revocationPoll,
    @DefaultValue("200000") @Positive int revocationsHeld,
    @DefaultValue("8000") @Positive int tokensHeld) {}
