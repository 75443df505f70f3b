package chat.messages.room;

import chat.kit.problem.Problem;
import chat.kit.security.ServiceWebClient;
import chat.wire.ProblemType;
import chat.wire.RoomId;
import chat.wire.UserId;
import chat.wire.internal.Membership;
import chat.wire.internal.RoomFeed;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientResponseException;
import reactor.core.publisher.Mono;

/** Asks room-service what the projection does not know. */
@Component
class RoomQuestions {
  private final WebClient rooms;

  RoomQuestions(ServiceWebClient clients, RoomSettings settings) {
    this.rooms = clients.to(settings.service());
  }

  Mono<Membership> membership(RoomId room, UserId user) {
    return rooms
        .get()
        .uri("/internal/rooms/{room}/members/{user}", room, user)
        .retrieve()
        .bodyToMono(Membership.class)
        .onErrorMap(
            WebClientResponseException.NotFound.class, e -> Problem.of(ProblemType.ROOM_NOT_FOUND))
        .onErrorMap(WebClientResponseException.class, RoomQuestions::noAnswer);
  }

  /** The page of all rooms after that one; the first when it is absent. */
  Mono<RoomFeed> feed(@Nullable RoomId after) {
    return rooms
        .get()
        .uri(
            uri ->
                uri.path("/internal/rooms")
                    .queryParamIfPresent("after", Optional.ofNullable(after))
                    .build())
        .retrieve()
        .bodyToMono(RoomFeed.class);
  }

  private static Problem noAnswer(WebClientResponseException answer) {
    return Problem.of(
        ProblemType.UNAVAILABLE,
        "Nobody can say now whether you are in this room (room-service answered %d)."
            .formatted(answer.getStatusCode().value()));
  }
}
