package chat.messages.live;

import chat.messages.dialect.Dialect;
import chat.messages.room.Standings;
import chat.messages.room.Together;
import chat.wire.RoomId;
import chat.wire.UserId;
import chat.wire.names.Channels;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Listens at most once to what concerns single people, and tells it to their own sockets; who came
 * or went is also told to whoever has a room open in which they are.
 */
@Component
class People {
  private static final Logger log = LoggerFactory.getLogger(People.class);

  private final LiveChannels channels;
  private final LiveSockets sockets;
  private final LiveRooms rooms;
  private final Standings standings;
  private final LiveSettings settings;
  private final Map<UserId, Told> presence = new LinkedHashMap<>();

  People(
      LiveChannels channels,
      LiveSockets sockets,
      LiveRooms rooms,
      Standings standings,
      LiveSettings settings) {
    this.channels = channels;
    this.sockets = sockets;
    this.rooms = rooms;
    this.standings = standings;
    this.settings = settings;
  }

  /** For as long as it is subscribed to. */
  Flux<?> told() {
    return Flux.merge(
        channels.users().doOnNext(this::heard),
        Flux.interval(settings.news()).onBackpressureDrop().concatMap(tick -> gathered()));
  }

  private void heard(LiveChannels.Message message) {
    try {
      heard(Channels.userOf(message.channel()), Told.parse(message.text()));
    } catch (RuntimeException e) {
      log.warn("Something else is on {}: {}", message.channel(), e.toString());
    }
  }

  private void heard(UserId user, Told told) {
    if (told.event().startsWith("presence:")) {
      keep(user, told);
    } else {
      sockets.of(user).forEach(socket -> socket.offerOrReplace(told, Dialect.OWN));
    }
  }

  private synchronized void keep(UserId user, Told told) {
    presence.put(user, told);
  }

  private synchronized Map<UserId, Told> taken() {
    Map<UserId, Told> taken = Map.copyOf(presence);
    presence.clear();
    return taken;
  }

  private Mono<Void> gathered() {
    Map<UserId, Told> news = taken();
    return news.isEmpty()
        ? Mono.empty()
        : standings
            .together(places(), news.keySet())
            .collectList()
            .doOnNext(together -> news.forEach((user, told) -> tell(user, told, together)))
            .onErrorResume(
                error -> {
                  log.warn("Nobody is told now who came or went: {}", error.toString());
                  return Mono.empty();
                })
            .then();
  }

  /** In a crowd everybody would be told of everybody, all the time. */
  private Collection<RoomId> places() {
    return rooms.ids().stream()
        .filter(room -> !room.equals(RoomId.GLOBAL))
        .filter(room -> rooms.sockets(room).size() <= settings.crowd())
        .toList();
  }

  private void tell(UserId user, Told told, List<Together> together) {
    Set<LiveSocket> listeners = new HashSet<>(sockets.of(user));
    together.stream()
        .filter(one -> one.user().equals(user))
        .forEach(one -> listeners.addAll(rooms.sockets(one.room())));
    listeners.forEach(socket -> socket.offerOrReplace(told, Dialect.OWN));
  }
}
