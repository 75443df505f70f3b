package chat.messages.stream;

import chat.kit.settings.Lasting;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * A PostgreSQL that follows the one that is written to, for reading history.
 *
 * @param url such as {@code r2dbc:postgresql://host:5432/messages}; without one there is none
 * @param username who logs in there; without one who logs in at the other
 * @param connections how many it is given at most
 * @param patience how long a page may take there before it is read from the other
 * @param rest how long it is left alone when it does not answer
 */
@Validated
@ConfigurationProperties("chat.history.replica")
record ReplicaSettings(
    @Pattern(regexp = "r2dbcs?:.+", message = "must begin with r2dbc:") @Nullable String url,
    @Nullable String username,
    @Nullable String password,
    @DefaultValue("8") @Positive int connections,
    @DefaultValue("1s") @Lasting Duration patience,
    @DefaultValue("5s") @Lasting Duration rest) {}
