package chat.auth.client;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * @param clients by client id; one without a secret gets no tokens
 */
@Validated
@ConfigurationProperties("chat.auth")
record ClientSettings(@DefaultValue Map<String, Client> clients) {

  /** A service of the house, or of somebody else's. */
  record Client(@Nullable String secret) {}
}
