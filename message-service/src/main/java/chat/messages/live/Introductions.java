package chat.messages.live;

import chat.kit.problem.Problem;
import chat.messages.guest.Guest;
import chat.messages.guest.GuestKey;
import chat.messages.guest.Guests;
import chat.wire.ProblemType;
import chat.wire.UserKind;
import chat.wire.frame.ClientFrame;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Finds out who speaks on a socket that came without a token: a guest, made when the first room is
 * entered and not before, so that a socket which only connects again and again makes nobody.
 */
@Component
class Introductions {
  private final Guests guests;

  Introductions(Guests guests) {
    this.guests = guests;
  }

  /** Before the wish is looked at any further. */
  Mono<Void> before(ClientFrame wish, LiveSocket socket) {
    return switch (wish) {
      case ClientFrame.RoomCreate create -> begin(socket, create.nickname());
      case ClientFrame.RoomJoin join -> begin(socket, join.nickname());
      case ClientFrame.ChatSend send -> begin(socket, null);
      case ClientFrame.AuthRenew renew -> Mono.empty();
      default -> socket.isKnown() ? Mono.empty() : back(socket, Mono.error(nobody()));
    };
  }

  /** From here on somebody speaks on the socket, by this name if it is a guest. */
  Mono<Void> begin(LiveSocket socket, @Nullable String nickname) {
    return socket.isKnown()
        ? named(socket, nickname)
        : back(socket, Mono.defer(() -> welcome(socket, nickname)))
            .then(Mono.defer(() -> named(socket, nickname)));
  }

  private Mono<Void> back(LiveSocket socket, Mono<Guest> otherwise) {
    GuestKey key = socket.guestKey();
    return (key == null || socket.isNewcomer() ? Mono.<Guest>empty() : guests.back(key))
        .switchIfEmpty(otherwise)
        .doOnNext(socket::introduce)
        .then();
  }

  private Mono<Guest> welcome(LiveSocket socket, @Nullable String nickname) {
    GuestKey key = socket.guestKey();
    return key == null
        ? Mono.error(nobody())
        : guests
            .welcome(key, nickname, socket.visitor())
            .doOnNext(guest -> socket.called(nickname, guest.token().caller().name()));
  }

  /** Whoever has an account is named by themselves alone. */
  private Mono<Void> named(LiveSocket socket, @Nullable String nickname) {
    return nickname == null || socket.caller().kind() != UserKind.GUEST || socket.isCalled(nickname)
        ? Mono.empty()
        : guests
            .rename(socket.caller().id(), nickname)
            .doOnNext(name -> socket.called(nickname, name))
            .then();
  }

  /** Shortly before a guest's token ends that the server has made. */
  Mono<Void> renew(LiveSocket socket, GuestKey key) {
    return guests.back(key).doOnNext(socket::introduce).then();
  }

  private static Problem nobody() {
    return Problem.of(
        ProblemType.UNAUTHENTICATED, "Join or create a room first, or connect with a token.");
  }
}
