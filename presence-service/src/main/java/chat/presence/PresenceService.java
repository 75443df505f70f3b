package chat.presence;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the presence service. */
@SpringBootApplication
class PresenceService {
  static void main(String[] args) {
    SpringApplication.run(PresenceService.class, args);
  }
}
