package chat.auth.session;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param secure whether browsers may send the cookies only over HTTPS (and to localhost)
 */
@ConfigurationProperties("chat.auth.cookie")
record CookieSettings(@DefaultValue("true") boolean secure) {}
