package chat.notifications;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Starts the notification service. */
@SpringBootApplication
@ConfigurationPropertiesScan
@EnableScheduling
class NotificationService {
  static void main(String[] args) {
    SpringApplication.run(NotificationService.class, args);
  }
}
