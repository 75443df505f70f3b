package chat.kit.http;

import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextType;
import org.springframework.context.annotation.Bean;

/** Mends the server of a management port, too: it is customized by nothing of the service's. */
@ManagementContextConfiguration(value = ManagementContextType.CHILD, proxyBeanMethods = false)
public final class ManagementHttpConfiguration {
  @Bean
  NextRequests nextRequests() {
    return new NextRequests();
  }
}
