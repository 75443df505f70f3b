package chat.notifications.room;

import chat.kit.security.ServiceWebClient;
import chat.wire.RoomId;
import chat.wire.internal.RoomFeed;
import chat.wire.internal.RoomSnapshot;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Brings the projection up to date when events were missed: takes over all rooms as room-service
 * has them. Events go on arriving meanwhile; whichever of the two is newer stands.
 */
@Component
class Rebuild {
  private final WebClient rooms;
  private final Members members;

  Rebuild(ServiceWebClient clients, RoomSettings settings, Members members) {
    this.rooms = clients.to(settings.service());
    this.members = members;
  }

  /** Reads the feed to its end and tells how many rooms it had. */
  Mono<Long> run() {
    return page(null)
        .expand(page -> page.next() == null ? Mono.empty() : page(page.next()))
        .concatMapIterable(RoomFeed::rooms)
        .concatMap(room -> take(room).thenReturn(room))
        .count();
  }

  private Mono<RoomFeed> page(@Nullable RoomId after) {
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

  /** Everybody is in the global room, so the feed names nobody there. */
  private Mono<Void> take(RoomSnapshot room) {
    if (room.deleted()) {
      return members.delete(room.room());
    }
    return room.room().equals(RoomId.GLOBAL) ? Mono.empty() : takeMembers(room);
  }

  private Mono<Void> takeMembers(RoomSnapshot room) {
    return members
        .details(room.room(), room.version(), room.details())
        .thenMany(Flux.fromIterable(room.members()))
        .concatMap(member -> members.member(room.room(), room.version(), member.user().id(), true))
        .then(
            Mono.defer(
                () ->
                    members.onlyThese(
                        room.room(),
                        room.version(),
                        room.members().stream().map(member -> member.user().id()).toList())));
  }
}
