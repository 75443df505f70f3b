package chat.auth.email;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param linkLifetime how long a link that confirms an address is good
 */
@ConfigurationProperties("chat.auth.email")
record EmailSettings(@DefaultValue("48h") Duration linkLifetime) {}
