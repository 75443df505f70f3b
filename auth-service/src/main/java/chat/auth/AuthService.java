package chat.auth;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Starts the auth service. */
@SpringBootApplication
@ConfigurationPropertiesScan
@EnableScheduling
class AuthService {
  static void main(String[] args) {
    SpringApplication.run(AuthService.class, args);
  }
}
