package chat.messages.dialect;

import chat.kit.problem.Problem;
import chat.kit.security.Caller;
import chat.messages.engine.Visitor;
import chat.messages.guest.Guests;
import chat.wire.ProblemType;
import chat.wire.UserId;
import chat.wire.UserKind;
import chat.wire.UserRef;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Who speaks in a request without a token: a guest, known again by address and nickname. */
@Component
class HttpGuests {
  private final Guests guests;

  HttpGuests(Guests guests) {
    this.guests = guests;
  }

  static Visitor visitor(ServerWebExchange exchange) {
    HttpHeaders headers = exchange.getRequest().getHeaders();
    String forwarded = headers.getFirst("X-Forwarded-For");
    InetSocketAddress direct = exchange.getRequest().getRemoteAddress();
    String address =
        forwarded == null && direct != null && direct.getAddress() != null
            ? direct.getAddress().getHostAddress()
            : forwarded;
    return new Visitor(address, headers.getFirst(HttpHeaders.USER_AGENT));
  }

  /** Whose guess a code is: without a token, that of everybody who comes from the same address. */
  static UserRef reader(@Nullable Caller caller, Visitor visitor) {
    if (caller != null) {
      return ref(caller);
    }
    byte[] address = ("address " + visitor.address()).getBytes(StandardCharsets.UTF_8);
    return new UserRef(new UserId(UUID.nameUUIDFromBytes(address)), "somebody", UserKind.GUEST);
  }

  /**
   * @param nickname a guest's, who is called by it from now on
   */
  Mono<UserRef> speaker(@Nullable Caller caller, @Nullable String nickname, Visitor visitor) {
    return caller == null ? guest(nickname, visitor) : named(caller, nickname);
  }

  private Mono<UserRef> guest(@Nullable String nickname, Visitor visitor) {
    if (!guests.areWelcome()) {
      return Mono.error(
          Problem.of(ProblemType.UNAUTHENTICATED, "Guests are not welcome here: show a token."));
    }
    return guests
        .keyOf(nickname, visitor)
        .flatMap(
            key ->
                guests
                    .back(key)
                    .switchIfEmpty(Mono.defer(() -> guests.welcome(key, nickname, visitor))))
        .map(guest -> ref(guest.token().caller()));
  }

  private Mono<UserRef> named(Caller caller, @Nullable String nickname) {
    return caller.kind() != UserKind.GUEST || nickname == null || nickname.equals(caller.name())
        ? Mono.just(ref(caller))
        : guests
            .rename(caller.id(), nickname)
            .map(name -> new UserRef(caller.id(), name, caller.kind()));
  }

  private static UserRef ref(Caller caller) {
    return new UserRef(caller.id(), caller.name(), caller.kind());
  }
}
