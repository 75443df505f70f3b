package chat.notifications;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the notification service. */
@SpringBootApplication
class NotificationService {
  static void main(String[] args) {
    SpringApplication.run(NotificationService.class, args);
  }
}
