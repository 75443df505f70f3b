package chat.messages;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts the message service. */
@SpringBootApplication
@ConfigurationPropertiesScan
class MessageService {
  static void main(String[] args) {
    SpringApplication.run(MessageService.class, args);
  }
}
