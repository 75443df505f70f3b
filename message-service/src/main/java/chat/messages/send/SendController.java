package chat.messages.send;

import chat.kit.security.Caller;
import chat.wire.Message;
import chat.wire.MessageId;
import chat.wire.RoomId;
import chat.wire.UserRef;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Sends over HTTP. */
@RestController
class SendController {
  private final MessageSender sender;

  SendController(MessageSender sender) {
    this.sender = sender;
  }

  @PostMapping("/api/v1/rooms/{room}/messages")
  @Operation(summary = "Sends a message to a room")
  @ApiResponse(responseCode = "201", description = "It is in the room, at its seq")
  @ApiResponse(responseCode = "200", description = "It was sent before: the first answer again")
  Mono<ResponseEntity<Message>> send(
      @PathVariable("room") RoomId room, @RequestBody Body body, Caller caller) {
    return Mono.fromCallable(() -> body.draft(room, caller))
        .flatMap(sender::send)
        .map(sent -> ResponseEntity.status(status(sent)).body(sent.message()));
  }

  private static HttpStatus status(Sent sent) {
    return sent.again() ? HttpStatus.OK : HttpStatus.CREATED;
  }

  @Schema(name = "Send")
  record Body(
      @Schema(
              description = "made by the client; the same again is the same message",
              example = "b3a1c7",
              requiredMode = Schema.RequiredMode.REQUIRED)
          @Nullable String clientId,
      @Schema(
              description = "1 to 8,000 characters; @name calls a member, @room all of them",
              example = "Good morning, @ada",
              requiredMode = Schema.RequiredMode.REQUIRED)
          @Nullable String text,
      @Schema(example = "0197a1b2-0000-7000-8000-000000000001") @Nullable MessageId replyTo,
      @Schema(
              description = "the root of the thread in which this is a reply",
              example = "0197a1b2-0000-7000-8000-000000000002")
          @Nullable MessageId thread,
      @Schema(
              description = "files that the sender has uploaded to this room and not sent yet",
              example = "[\"0197a1b2-0000-7000-8000-000000000003\"]")
          @Nullable List<@Nullable UUID> attachments) {

    Draft draft(RoomId room, Caller caller) {
      return Draft.of(
          room,
          new UserRef(caller.id(), caller.name(), caller.kind()),
          clientId,
          text,
          replyTo,
          thread,
          attachments);
    }
  }
}
