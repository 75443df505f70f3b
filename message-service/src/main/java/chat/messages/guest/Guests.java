package chat.messages.guest;

import chat.kit.problem.Problem;
import chat.kit.security.AccessToken;
import chat.kit.security.AccessTokens;
import chat.kit.security.ServiceWebClient;
import chat.messages.engine.Visitor;
import chat.messages.room.Refusals;
import chat.wire.ProblemType;
import chat.wire.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientResponseException;
import reactor.core.publisher.Mono;

/** Brings guests along, at auth-service. */
@Component
public class Guests {
  private static final int LONGEST_ADDRESS = 64;

  private final WebClient auth;
  private final GuestBook book;
  private final GuestSecret secret;
  private final AccessTokens tokens;
  private final GuestSettings settings;

  Guests(
      ServiceWebClient clients,
      GuestBook book,
      GuestSecret secret,
      AccessTokens tokens,
      GuestSettings settings) {
    this.auth = clients.to(settings.service());
    this.book = book;
    this.secret = secret;
    this.tokens = tokens;
    this.settings = settings;
  }

  public boolean areWelcome() {
    return settings.welcome();
  }

  /**
   * The key of somebody who shows none. Whoever speaks from one address under one name is taken for
   * one guest; the key is never shown to them, so the name gives them nothing but the name.
   */
  public Mono<GuestKey> keyOf(@Nullable String nickname, Visitor visitor) {
    return secret
        .read()
        .map(from -> GuestKey.derived(from, "%s %s".formatted(visitor.address(), nickname)));
  }

  /** When the guest's token is to be renewed by {@link #back}. */
  public Instant renewal(AccessToken token) {
    Instant now = Instant.now();
    Instant half = now.plus(Duration.between(now, token.expiresAt()).dividedBy(2));
    Instant due = due(token);
    return due.isAfter(half) ? due : half;
  }

  private Instant due(AccessToken token) {
    return token.expiresAt().minus(settings.renewBefore());
  }

  /** The guest whose key it is, with a token that holds for a while; empty when they are gone. */
  public Mono<Guest> back(GuestKey key) {
    return book.find(key)
        .flatMap(
            passes ->
                guest(passes)
                    .filter(guest -> due(guest.token()).isAfter(Instant.now()))
                    // it has ended, or its session has
                    .onErrorResume(Problem.class, ended -> Mono.empty())
                    .switchIfEmpty(Mono.defer(() -> renewed(key, passes))));
  }

  private Mono<Guest> renewed(GuestKey key, Passes passes) {
    return auth.post()
        .uri("/api/v1/auth/refresh")
        .bodyValue(Map.of("refreshToken", passes.refreshToken()))
        .retrieve()
        .bodyToMono(Passes.class)
        .onErrorResume(
            WebClientResponseException.Unauthorized.class,
            over -> book.forget(key).then(Mono.empty()))
        .onErrorMap(WebClientResponseException.class, Refusals::of)
        .delayUntil(fresh -> book.keep(key, fresh))
        .flatMap(this::guest);
  }

  /**
   * Somebody new.
   *
   * @param nickname absent when they have not said how they want to be called
   */
  public Mono<Guest> welcome(GuestKey key, @Nullable String nickname, Visitor visitor) {
    return Mono.defer(() -> checkPace(visitor))
        .then(Mono.defer(() -> made(nickname, visitor)))
        .delayUntil(passes -> book.keep(key, passes))
        .flatMap(this::guest);
  }

  private Mono<Void> checkPace(Visitor visitor) {
    if (!settings.welcome()) {
      return Mono.error(Problem.of(ProblemType.UNAUTHENTICATED, "Guests are not welcome here."));
    }
    return Mono.justOrEmpty(address(visitor))
        .flatMap(address -> counted("from:" + address, settings.perAddress(), "new guests"));
  }

  private Mono<Void> counted(String what, int most, String words) {
    return book.count(what)
        .filter(times -> times > most)
        .flatMap(
            tooMany ->
                Mono.error(
                    Problem.of(
                        ProblemType.TOO_MANY_REQUESTS,
                        "Too many %s; try again later.".formatted(words))));
  }

  private Mono<Passes> made(@Nullable String nickname, Visitor visitor) {
    return auth.post()
        .uri("/internal/guests")
        .headers(headers(visitor))
        .bodyValue(nickname == null ? Map.of() : Map.of("nickname", nickname))
        .retrieve()
        .bodyToMono(Passes.class)
        .onErrorMap(WebClientResponseException.class, Refusals::of);
  }

  private static Consumer<HttpHeaders> headers(Visitor visitor) {
    return headers -> {
      address(visitor).ifPresent(address -> headers.set("X-Forwarded-For", address));
      Optional.ofNullable(visitor.agent())
          .ifPresent(agent -> headers.set(HttpHeaders.USER_AGENT, agent));
    };
  }

  private static Optional<String> address(Visitor visitor) {
    return Optional.ofNullable(visitor.address()).filter(a -> a.length() <= LONGEST_ADDRESS);
  }

  /** From now on the guest is called this; answers the name as it is kept. */
  public Mono<String> rename(UserId guest, String nickname) {
    return counted("name:" + guest, settings.names(), "names")
        .then(
            Mono.defer(
                () ->
                    auth.put()
                        .uri("/internal/guests/{guest}/nickname", guest)
                        .bodyValue(Map.of("nickname", nickname))
                        .retrieve()
                        .bodyToMono(Profile.class)))
        .map(Profile::displayName)
        .onErrorMap(WebClientResponseException.class, Refusals::of);
  }

  private record Profile(String displayName) {}

  private Mono<Guest> guest(Passes passes) {
    return tokens.read(passes.accessToken()).map(token -> new Guest(token, passes.accessToken()));
  }
}
