package chat.auth.vault;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * @param secret seals private keys and second-factor secrets in the database; without one they rest
 *     there in the clear
 */
@Validated
@ConfigurationProperties("chat.auth.vault")
record VaultSettings(@Nullable String secret) {}
