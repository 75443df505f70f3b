package chat.kit.small;

import chat.backing.BackingServices;
import chat.kit.testing.TestIdentity;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.http.client.ReactorResourceFactory;
import org.springframework.test.web.reactive.server.WebTestClient;

/** Has no line of its own about problems, tokens, logs or health: that is the point. */
@SpringBootConfiguration
@EnableAutoConfiguration
@Import({ThingController.class, FailingFilter.class, Held.class})
public class SmallService {
  /** Settings of a node that has its actuator on a port of its own. */
  public static final Map<String, String> MANAGED_APART =
      Map.of("management.server.port", "0", "management.server.address", "127.0.0.1");

  /** A node that stops must not take the event loops of the others along. */
  @Bean
  ReactorResourceFactory loopsOfItsOwn() {
    ReactorResourceFactory loops = new ReactorResourceFactory();
    loops.setUseGlobalResources(false);
    return loops;
  }

  /** A further node, beside the one that a test class itself starts. */
  public static ConfigurableApplicationContext start(Map<String, String> settings) {
    Map<String, String> all = new HashMap<>(BackingServices.forTests().springProperties("kit"));
    all.put("spring.application.name", "small-service");
    all.put("server.port", "0");
    all.put("server.address", "127.0.0.1");
    all.put("chat.security.jwks-uri", TestIdentity.shared().jwksUri());
    all.putAll(settings);
    return SpringApplication.run(
        SmallService.class,
        all.entrySet().stream()
            .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
            .toArray(String[]::new));
  }

  /** Talks to such a node. */
  public static WebTestClient http(ConfigurableApplicationContext node) {
    return http(node.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
  }

  public static int managementPort(ConfigurableApplicationContext node) {
    return node.getEnvironment().getRequiredProperty("local.management.port", Integer.class);
  }

  public static WebTestClient http(int port) {
    return WebTestClient.bindToServer()
        .baseUrl("http://127.0.0.1:" + port)
        .responseTimeout(Duration.ofSeconds(20))
        .build();
  }
}
