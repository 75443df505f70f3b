package chat.presence;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts the presence service. */
@SpringBootApplication
@ConfigurationPropertiesScan
class PresenceService {
  static void main(String[] args) {
    SpringApplication.run(PresenceService.class, args);
  }
}
