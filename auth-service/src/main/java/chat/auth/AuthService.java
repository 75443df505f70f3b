package chat.auth;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the auth service. */
@SpringBootApplication
class AuthService {
  static void main(String[] args) {
    SpringApplication.run(AuthService.class, args);
  }
}
