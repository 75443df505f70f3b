package chat.auth.session;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * @param secure whether browsers may send the cookies only over HTTPS (and to localhost)
 */
@Validated
@ConfigurationProperties("chat.auth.cookie")
record CookieSettings(@DefaultValue("true") boolean secure) {}
