package chat.messages.export;

import chat.kit.security.Caller;
import chat.wire.Message;
import chat.wire.RoomId;
import io.swagger.v3.oas.annotations.Operation;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Exports over HTTP, one JSON document a line. */
@RestController
class ExportController {
  private final Export export;

  ExportController(Export export) {
    this.export = export;
  }

  @GetMapping(
      path = "/api/v1/rooms/{room}/messages/export",
      produces = MediaType.APPLICATION_NDJSON_VALUE)
  @Operation(
      summary = "All messages of a room, for its owner, one a line",
      description = "In the order of their seqs; deleted ones without their text.")
  Mono<ResponseEntity<Flux<Message>>> room(@PathVariable("room") RoomId room, Caller caller) {
    return answer(export.room(room, caller.id()), "room-%s.ndjson".formatted(room));
  }

  @GetMapping(path = "/api/v1/messages/mine", produces = MediaType.APPLICATION_NDJSON_VALUE)
  @Operation(
      summary = "All that one has ever sent, one message a line",
      description = "Also in rooms that one has left; room by room, in the order of the seqs.")
  Mono<ResponseEntity<Flux<Message>>> mine(Caller caller) {
    return answer(export.own(caller.id()), "my-messages.ndjson");
  }

  private static Mono<ResponseEntity<Flux<Message>>> answer(Flux<Message> messages, String name) {
    return Mono.just(
        ResponseEntity.ok()
            .contentType(MediaType.APPLICATION_NDJSON)
            .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"")
            .body(messages));
  }
}
