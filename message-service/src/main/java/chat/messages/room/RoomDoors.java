package chat.messages.room;

import chat.kit.security.ServiceWebClient;
import chat.wire.UserRef;
import chat.wire.internal.CodeEntry;
import chat.wire.internal.OpenedRoom;
import chat.wire.internal.RoomOpening;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientResponseException;
import reactor.core.publisher.Mono;

/** Lets people into rooms at room-service, whose refusals are ours. */
@Component
public class RoomDoors {
  private final WebClient rooms;

  RoomDoors(ServiceWebClient clients, RoomSettings settings) {
    this.rooms = clients.to(settings.service());
  }

  /**
   * Whoever knows the code becomes a member.
   *
   * @param address where the wish came from, as far as that is known
   */
  public Mono<OpenedRoom> enter(String code, UserRef user, @Nullable String address) {
    return post("/internal/codes/{code}/members", new CodeEntry(user, address), code);
  }

  /** Which room it opens; nobody becomes a member by looking. */
  public Mono<OpenedRoom> look(String code, UserRef user, @Nullable String address) {
    return post("/internal/codes/{code}", new CodeEntry(user, address), code);
  }

  public Mono<OpenedRoom> create(@Nullable String name, UserRef by) {
    return post("/internal/rooms", new RoomOpening(by, name));
  }

  private Mono<OpenedRoom> post(String uri, Object body, Object... variables) {
    return rooms
        .post()
        .uri(uri, variables)
        .bodyValue(body)
        .retrieve()
        .bodyToMono(OpenedRoom.class)
        .onErrorMap(WebClientResponseException.class, Refusals::of);
  }
}
