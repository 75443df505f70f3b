package chat.messages.dialect;

import chat.kit.problem.FieldError;
import chat.kit.problem.Problem;
import chat.kit.security.Caller;
import chat.messages.engine.Visitor;
import chat.messages.room.RoomDoors;
import chat.messages.send.Draft;
import chat.messages.send.MessageSender;
import chat.wire.Message;
import chat.wire.MessageId;
import chat.wire.RoomId;
import chat.wire.UserRef;
import chat.wire.internal.OpenedRoom;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** The two routes of family A's clients, to whom a room's code is the key. */
@RestController
class FamilyAController {
  private final RoomDoors doors;
  private final OpenHistory history;
  private final HttpGuests guests;
  private final MessageSender sender;

  FamilyAController(RoomDoors doors, OpenHistory history, HttpGuests guests, MessageSender sender) {
    this.doors = doors;
    this.history = history;
    this.guests = guests;
    this.sender = sender;
  }

  /** A message in the words of that family. */
  @Schema(name = "PlainMessage")
  record Plain(
      MessageId id,
      RoomId roomId,
      @Schema(example = "K7PQ2WZ9") String roomCode,
      @Schema(example = "Zoë") String sender,
      @Schema(example = "Good morning") String content,
      Instant createdAt,
      long seq) {
    static Plain of(Message message, String code) {
      return new Plain(
          message.id(),
          message.room(),
          code,
          message.sender().name(),
          message.text(),
          message.sentAt(),
          message.seq());
    }
  }

  @GetMapping("/api/messages")
  @Operation(
      summary = "The messages of the room that a code opens, the newest first",
      description =
          "In the words of an earlier server; the code is the key, and no token is asked.")
  Mono<List<Plain>> page(
      @RequestParam(required = false) @Nullable String roomCode,
      @RequestParam(required = false) @Nullable Integer limit,
      @RequestParam(required = false) @Nullable MessageId beforeId,
      @Nullable Caller caller,
      ServerWebExchange exchange) {
    String code = given(roomCode, "roomCode");
    Visitor visitor = HttpGuests.visitor(exchange);
    return doors
        .look(code, HttpGuests.reader(caller, visitor), visitor.address())
        .flatMap(room -> page(room, code, caller, beforeId, limit));
  }

  private Mono<List<Plain>> page(
      OpenedRoom room,
      String code,
      @Nullable Caller caller,
      @Nullable MessageId before,
      @Nullable Integer limit) {
    String shown = Objects.requireNonNullElse(room.code(), code);
    return history
        .newestFirst(room, caller, before, limit)
        .map(messages -> messages.stream().map(message -> Plain.of(message, shown)).toList());
  }

  /** What a client of that family sends. */
  @Schema(name = "PlainSend")
  record Body(
      @Schema(example = "K7PQ2WZ9", requiredMode = Schema.RequiredMode.REQUIRED)
          @Nullable String roomCode,
      @Schema(description = "a guest's nickname; ignored for people with an account")
          @Nullable String sender,
      @Schema(example = "Good morning", requiredMode = Schema.RequiredMode.REQUIRED)
          @Nullable String content,
      @Schema(description = "the same again is the same message") @Nullable String clientId) {}

  @PostMapping("/api/messages")
  @ResponseStatus(HttpStatus.CREATED)
  @Operation(
      summary = "Sends a message to the room that a code opens",
      description =
          "In the words of an earlier server. Without a token it is a guest's message; the next one"
              + " from the same address under the same name is the same guest's.")
  Mono<Plain> send(@RequestBody Body body, @Nullable Caller caller, ServerWebExchange exchange) {
    String code = given(body.roomCode(), "roomCode");
    given(body.content(), "content");
    Visitor visitor = HttpGuests.visitor(exchange);
    return guests
        .speaker(caller, body.sender(), visitor)
        .flatMap(
            speaker ->
                doors
                    .enter(code, speaker, visitor.address())
                    .flatMap(room -> send(room, code, speaker, body)));
  }

  private Mono<Plain> send(OpenedRoom room, String code, UserRef speaker, Body body) {
    var send = Vocabulary.send(room.room(), body.clientId(), body.content());
    return Mono.fromCallable(
            () -> Draft.of(room.room(), speaker, send.clientId(), send.text(), null))
        .flatMap(sender::send)
        .map(sent -> Plain.of(sent.message(), Objects.requireNonNullElse(room.code(), code)));
  }

  private static String given(@Nullable String value, String field) {
    if (value == null || value.isBlank()) {
      throw Problem.invalid(List.of(new FieldError(field, "must be given")));
    }
    return value;
  }
}
