package chat.auth.email;

import chat.kit.settings.Lasting;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * @param linkLifetime how long a link that confirms an address is good
 */
@Validated
@ConfigurationProperties("chat.auth.email")
record EmailSettings(@DefaultValue("48h") @Lasting Duration linkLifetime) {}
