package chat.gateway;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the gateway. */
@SpringBootApplication
class Gateway {
  static void main(String[] args) {
    SpringApplication.run(Gateway.class, args);
  }
}
