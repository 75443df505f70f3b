package chat.messages;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the message service. */
@SpringBootApplication
class MessageService {
  static void main(String[] args) {
    SpringApplication.run(MessageService.class, args);
  }
}
