package chat.messages.live;

import chat.kit.problem.Problem;
import chat.kit.security.AccessToken;
import chat.kit.security.AccessTokens;
import chat.kit.security.Scope;
import chat.messages.guest.GuestKey;
import chat.messages.guest.Guests;
import chat.messages.socketio.Arrival;
import chat.messages.socketio.Namespace;
import chat.wire.ProblemType;

/** Lets in whoever shows a good access token, and as long as guests are welcome who shows none. */
final class Door implements Namespace {
  private final AccessTokens tokens;
  private final Guests guests;
  private final LiveSockets sockets;
  private final LiveSettings settings;

  Door(AccessTokens tokens, Guests guests, LiveSockets sockets, LiveSettings settings) {
    this.tokens = tokens;
    this.guests = guests;
    this.sockets = sockets;
    this.settings = settings;
  }

  @Override
  public void arrived(Arrival arrival) {
    String token = arrival.auth().path("token").asString("");
    if (!token.isEmpty()) {
      Background.run(
          tokens
              .read(token)
              .doOnNext(AccessToken::caller)
              .doOnNext(shown -> shown.demand(Scope.READ)),
          shown -> attend(arrival, shown),
          error -> refuse(arrival, Answers.problem(error)));
    } else if (guests.areWelcome()) {
      attend(arrival);
    } else {
      refuse(
          arrival,
          Problem.of(
              ProblemType.UNAUTHENTICATED,
              "Guests are not welcome here: connect with {auth: {token}}."));
    }
  }

  private void attend(Arrival arrival, AccessToken token) {
    arrival.accept(
        socket -> {
          LiveSocket live =
              new LiveSocket(socket, arrival.visitor(), null, true, sockets, settings);
          live.speaksFor(token);
          return live;
        });
  }

  /** The client from npm shows its private id by itself when its connection was lost. */
  private void attend(Arrival arrival) {
    GuestKey known = GuestKey.of(arrival.auth().path("pid").asString(""));
    GuestKey key = known == null ? GuestKey.fresh() : known;
    arrival.accept(
        key.shown(),
        socket -> new LiveSocket(socket, arrival.visitor(), key, known == null, sockets, settings));
  }

  private static void refuse(Arrival arrival, Problem problem) {
    arrival.refuse(problem.type().title(), Answers.error(problem));
  }
}
