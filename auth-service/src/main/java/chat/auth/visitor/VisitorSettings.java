package chat.auth.visitor;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * @param trustedProxies whose word on the client's address is believed: networks in CIDR form
 */
@Validated
@ConfigurationProperties("chat.auth")
record VisitorSettings(
    @DefaultValue({
          "127.0.0.0/8",
          "::1/128",
          "10.0.0.0/8",
          "172.16.0.0/12",
          "192.168.0.0/16",
          "fc00::/7"
        })
        List<String> trustedProxies) {}
