package chat.kit.small;

import chat.kit.problem.Problem;
import chat.kit.problem.Refuses;
import chat.kit.security.Caller;
import chat.kit.security.ServiceWebClient;
import chat.wire.ProblemType;
import chat.wire.RoomId;
import chat.wire.UserKind;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.net.ConnectException;
import java.security.Principal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.publisher.Mono;

@RestController
class ThingController {
  private static final Logger log = LoggerFactory.getLogger(ThingController.class);

  private final ServiceWebClient services;
  private final Held held;

  ThingController(ServiceWebClient services, Held held) {
    this.services = services;
    this.held = held;
  }

  record Part(@NotBlank String name, int weight) {}

  record Thing(
      @NotBlank String name,
      @NotNull @Max(9) Integer size,
      UserKind kind,
      RoomId room,
      Instant at,
      List<@Valid Part> parts) {}

  @GetMapping("/open")
  Mono<String> open(@Nullable Caller caller) {
    return Mono.just(caller == null ? "nobody" : caller.name());
  }

  @GetMapping("/me")
  Mono<Caller> me(Caller caller) {
    return Mono.just(caller);
  }

  @GetMapping("/any")
  Mono<String> any() {
    return Mono.just("somebody");
  }

  /** Says how the call arrived. */
  @GetMapping("/internal/echo")
  Mono<Map<String, String>> echo(Principal caller, @RequestHeader String traceparent) {
    return Mono.just(Map.of("caller", caller.getName(), "traceparent", traceparent));
  }

  /** Calls itself as it would call another service. */
  @GetMapping("/calls")
  Mono<String> call(ServerHttpRequest request) {
    return services
        .to("http://127.0.0.1:" + request.getURI().getPort())
        .get()
        .uri("/internal/echo")
        .retrieve()
        .bodyToMono(String.class);
  }

  /** Does not answer before it is let go. */
  @GetMapping("/held")
  Mono<String> held() {
    return held.arrive().thenReturn("done");
  }

  @GetMapping("/internal/things")
  Mono<String> internal() {
    return Mono.just("for services");
  }

  @Refuses(ProblemType.NAME_TAKEN)
  @PostMapping("/things")
  Mono<Thing> create(@Valid @RequestBody Thing thing) {
    return Mono.just(thing);
  }

  @GetMapping(value = "/things", produces = MediaType.APPLICATION_JSON_VALUE)
  Mono<List<Integer>> list(
      @RequestParam @Max(100) int limit, @RequestParam(name = "q", required = false) String query) {
    return Mono.just(List.of(limit));
  }

  @GetMapping("/rooms/{room}/things")
  Mono<RoomId> ofRoom(@PathVariable RoomId room) {
    return Mono.delay(Duration.ofMillis(5))
        .doOnNext(late -> log.info("things of {}", room))
        .thenReturn(room);
  }

  @GetMapping("/fails/{how}")
  Mono<String> fail(@PathVariable String how) {
    return Mono.delay(Duration.ofMillis(1)).flatMap(late -> Mono.error(error(how)));
  }

  private static Exception error(String how) {
    return switch (how) {
      case "problem" -> Problem.of(ProblemType.ROOM_FULL, "It takes 8.").with("capacity", 8);
      case "busy" -> Problem.of(ProblemType.BUSY, "Too much.").header("Retry-After", "3");
      case "status" -> new ResponseStatusException(HttpStatus.CONFLICT, "Two at once.");
      case "payment" -> new ResponseStatusException(HttpStatus.PAYMENT_REQUIRED);
      case "away" -> new IllegalStateException("secret", new ConnectException("10.0.0.1:5432"));
      case "bug" -> new IllegalStateException("the secret of the small service");
      default -> Problem.of(ProblemType.NOT_FOUND);
    };
  }
}
