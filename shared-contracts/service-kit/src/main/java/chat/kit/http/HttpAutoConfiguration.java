package chat.kit.http;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** Mends the HTTP server of a service. */
@AutoConfiguration
public final class HttpAutoConfiguration {
  @Bean
  NextRequests nextRequests() {
    return new NextRequests();
  }
}
