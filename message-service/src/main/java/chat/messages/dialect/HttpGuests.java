package chat.messages.dialect;

import chat.kit.problem.Problem;
import chat.kit.security.Caller;
import chat.messages.engine.Visitor;
import chat.messages.guest.Guest;
import chat.messages.guest.GuestKey;
import chat.messages.guest.Guests;
import chat.wire.ProblemType;
import chat.wire.UserId;
import chat.wire.UserKind;
import chat.wire.UserRef;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpCookie;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Who speaks in a request without a token: a guest, known again by a cookie that no script reads.
 */
@Component
class HttpGuests {
  private static final String COOKIE = "chat_guest";
  private static final Duration KNOWN = Duration.ofDays(1);

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
  Mono<UserRef> speaker(
      @Nullable Caller caller, @Nullable String nickname, ServerWebExchange exchange) {
    return caller == null ? guest(nickname, exchange) : named(caller, nickname, Mono.empty());
  }

  private Mono<UserRef> guest(@Nullable String nickname, ServerWebExchange exchange) {
    if (!guests.areWelcome()) {
      return Mono.error(
          Problem.of(ProblemType.UNAUTHENTICATED, "Guests are not welcome here: show a token."));
    }
    HttpCookie shown = exchange.getRequest().getCookies().getFirst(COOKIE);
    GuestKey known = GuestKey.of(shown == null ? null : shown.getValue());
    GuestKey key = known == null ? GuestKey.fresh() : known;
    return (known == null ? Mono.<Guest>empty() : guests.back(known))
        .switchIfEmpty(Mono.defer(() -> guests.welcome(key, nickname, visitor(exchange))))
        .doOnNext(guest -> exchange.getResponse().addCookie(cookie(key)))
        .flatMap(guest -> named(guest, key, nickname));
  }

  private Mono<UserRef> named(Guest guest, GuestKey key, @Nullable String nickname) {
    return named(guest.token().caller(), nickname, Mono.defer(() -> guests.refresh(key)));
  }

  /**
   * @param after what follows a change of name
   */
  private Mono<UserRef> named(Caller caller, @Nullable String nickname, Mono<Void> after) {
    return caller.kind() != UserKind.GUEST || nickname == null || nickname.equals(caller.name())
        ? Mono.just(ref(caller))
        : guests
            .rename(caller.id(), nickname)
            .delayUntil(name -> after)
            .map(name -> new UserRef(caller.id(), name, caller.kind()));
  }

  private static UserRef ref(Caller caller) {
    return new UserRef(caller.id(), caller.name(), caller.kind());
  }

  private static ResponseCookie cookie(GuestKey key) {
    return ResponseCookie.from(COOKIE, key.shown())
        .httpOnly(true)
        .sameSite("Strict")
        .path("/api/messages")
        .maxAge(KNOWN)
        .build();
  }
}
