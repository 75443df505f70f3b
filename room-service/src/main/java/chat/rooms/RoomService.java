package chat.rooms;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Starts the room service. */
@SpringBootApplication
@ConfigurationPropertiesScan
@EnableScheduling
class RoomService {
  static void main(String[] args) {
    SpringApplication.run(RoomService.class, args);
  }
}
