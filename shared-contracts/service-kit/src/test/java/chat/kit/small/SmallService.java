package chat.kit.small;

import chat.backing.BackingServices;
import chat.kit.testing.TestIdentity;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;

/** Has no line of its own about problems, tokens, logs or health: that is the point. */
@SpringBootConfiguration
@EnableAutoConfiguration
@Import({ThingController.class, FailingFilter.class})
public class SmallService {
  /** A second node, beside the one that the test class itself starts. */
  public static ConfigurableApplicationContext start(Map<String, String> settings) {
    Map<String, Object> all = new HashMap<>(BackingServices.forTests().springProperties("kit"));
    all.put("chat.security.jwks-uri", TestIdentity.shared().jwksUri());
    all.put("server.port", "0");
    all.put("server.address", "127.0.0.1");
    all.put("spring.jmx.enabled", "false");
    all.putAll(settings);
    return new SpringApplicationBuilder(SmallService.class).properties(all).run();
  }
}
