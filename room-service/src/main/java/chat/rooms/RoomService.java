package chat.rooms;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the room service. */
@SpringBootApplication
class RoomService {
  static void main(String[] args) {
    SpringApplication.run(RoomService.class, args);
  }
}
