package chat.messages.live;

import chat.kit.problem.Problem;
import chat.kit.security.ServiceWebClient;
import chat.messages.room.RoomSettings;
import chat.wire.ProblemType;
import chat.wire.UserRef;
import chat.wire.internal.CodeEntry;
import chat.wire.internal.OpenedRoom;
import chat.wire.internal.RoomOpening;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientResponseException;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Lets people into rooms at room-service, whose refusals are ours. */
@Component
class RoomDoors {
  private final WebClient rooms;

  RoomDoors(ServiceWebClient clients, RoomSettings settings) {
    this.rooms = clients.to(settings.service());
  }

  /** Whoever knows the code becomes a member. */
  Mono<OpenedRoom> enter(String code, UserRef user) {
    return post("/internal/codes/{code}/members", new CodeEntry(user, null), code);
  }

  Mono<OpenedRoom> create(@Nullable String name, UserRef by) {
    return post("/internal/rooms", new RoomOpening(by, name));
  }

  private Mono<OpenedRoom> post(String uri, Object body, Object... variables) {
    return rooms
        .post()
        .uri(uri, variables)
        .bodyValue(body)
        .retrieve()
        .bodyToMono(OpenedRoom.class)
        .onErrorMap(WebClientResponseException.class, RoomDoors::refusal);
  }

  private static Problem refusal(WebClientResponseException answer) {
    try {
      var body = JsonMapper.shared().readTree(answer.getResponseBodyAsString());
      String type = body.path("type").asString("");
      String detail = body.path("detail").asString("");
      return Arrays.stream(ProblemType.values())
          .filter(known -> known.uri().equals(type) && known.status() < 500)
          .findFirst()
          .map(known -> detail.isEmpty() ? Problem.of(known) : Problem.of(known, detail))
          .orElseGet(() -> Problem.of(ProblemType.UNAVAILABLE));
    } catch (JacksonException e) {
      return Problem.of(ProblemType.UNAVAILABLE);
    }
  }
}
