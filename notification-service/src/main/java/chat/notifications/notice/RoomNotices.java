package chat.notifications.notice;

import chat.kit.event.DurableListener;
import chat.notifications.inbox.NewEntry;
import chat.notifications.room.RoomProjection;
import chat.wire.NotificationKind;
import chat.wire.event.RoomEvent;
import chat.wire.names.DurableQueue;
import java.time.Instant;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Listens at least once: keeps the projection of rooms, and tells whoever is invited. */
@Component
class RoomNotices {
  private final RoomProjection projection;
  private final Notices notices;

  RoomNotices(RoomProjection projection, Notices notices) {
    this.projection = projection;
    this.notices = notices;
  }

  @Bean
  DurableListener<RoomEvent> roomChanged() {
    return DurableListener.on(
        DurableQueue.NOTIFICATION_ROOM_CHANGED,
        RoomEvent.class,
        (change, envelope) -> apply(change, envelope.time()));
  }

  Mono<Void> apply(RoomEvent change, Instant at) {
    return projection
        .apply(change)
        .then(
            Mono.defer(
                () ->
                    change instanceof RoomEvent.Invited invited
                        ? invite(invited, at)
                        : Mono.empty()));
  }

  private Mono<Void> invite(RoomEvent.Invited invited, Instant at) {
    NewEntry entry =
        new NewEntry(
            NotificationKind.INVITATION,
            invited.room(),
            null,
            invited.version(),
            invited.by(),
            invited.details().name(),
            at);
    return notices.give(entry, Flux.just(invited.invitee()));
  }
}
