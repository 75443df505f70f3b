package chat.messages.live;

import chat.kit.problem.Problem;
import chat.kit.security.AccessToken;
import chat.kit.security.AccessTokens;
import chat.kit.security.RevokedSessions;
import chat.kit.security.Scope;
import chat.messages.engine.CloseReason;
import chat.messages.engine.Timers;
import chat.messages.socketio.Arrival;
import chat.messages.socketio.Namespace;
import chat.messages.socketio.Socket;
import chat.messages.socketio.SocketListener;
import chat.wire.ProblemType;
import reactor.core.publisher.Mono;

/** Lets in whoever shows a good access token, and nobody else. */
final class Door implements Namespace {
  private final AccessTokens tokens;
  private final RevokedSessions revoked;
  private final LiveSockets sockets;
  private final LiveSettings settings;
  private final Timers timers;

  Door(
      AccessTokens tokens,
      RevokedSessions revoked,
      LiveSockets sockets,
      LiveSettings settings,
      Timers timers) {
    this.tokens = tokens;
    this.revoked = revoked;
    this.sockets = sockets;
    this.settings = settings;
    this.timers = timers;
  }

  @Override
  public void arrived(Arrival arrival) {
    Background.run(
        token(arrival).doOnNext(AccessToken::caller).doOnNext(token -> token.demand(Scope.READ)),
        token -> arrival.accept(socket -> attend(socket, token)),
        error -> refuse(arrival, Answers.problem(error)));
  }

  private Mono<AccessToken> token(Arrival arrival) {
    String token = arrival.auth().path("token").asString("");
    return token.isEmpty()
        ? Mono.error(
            Problem.of(
                ProblemType.UNAUTHENTICATED,
                "Connect with {auth: {token}}; POST /api/v1/auth/guest gives one to guests."))
        : tokens.read(token);
  }

  private SocketListener attend(Socket socket, AccessToken token) {
    LiveSocket live = new LiveSocket(socket, token, sockets, settings, timers);
    // who was revoked between the two would not be told again
    if (revoked.contains(live.caller().session())) {
      live.close(CloseReason.SERVER_CLOSED, "the session was revoked");
    }
    return live;
  }

  private static void refuse(Arrival arrival, Problem problem) {
    arrival.refuse(problem.type().title(), Answers.error(problem));
  }
}
