package chat.gateway.health;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/**
 * Tells anybody how the platform is. The status is always 200, because this answer is about the
 * others: whoever wants to know whether the gateway itself is ready asks the management port.
 */
@RestController
final class HealthController {
  private final Platform platform;

  HealthController(Platform platform) {
    this.platform = platform;
  }

  @GetMapping("/api/health")
  Mono<HealthReport> health() {
    return platform.report();
  }
}
