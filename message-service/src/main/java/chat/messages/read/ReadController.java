package chat.messages.read;

import chat.kit.security.Caller;
import chat.wire.RoomId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Read markers over HTTP. */
@RestController
class ReadController {
  private final Reading reading;

  ReadController(Reading reading) {
    this.reading = reading;
  }

  @PutMapping("/api/v1/rooms/{room}/read")
  @Operation(
      summary = "Says how far one has read a room",
      description = "The furthest of all devices counts: a lower seq changes nothing.")
  Mono<Unread> read(@PathVariable("room") RoomId room, @RequestBody Read read, Caller caller) {
    return reading.read(room, caller.id(), read.seq());
  }

  @GetMapping("/api/v1/messages/unread")
  @Operation(summary = "What is unread in each room in which one is, and the rooms' heads")
  Mono<List<Unread>> unread(Caller caller) {
    return reading.unread(caller.id()).collectList();
  }

  @Schema(name = "Read")
  record Read(
      @Schema(
              description = "1 to the room's head",
              example = "950",
              requiredMode = Schema.RequiredMode.REQUIRED)
          @Nullable Long seq) {}
}
