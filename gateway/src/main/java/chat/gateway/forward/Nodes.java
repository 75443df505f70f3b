package chat.gateway.forward;

import chat.gateway.table.Addresses;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import tools.jackson.databind.JsonNode;

/**
 * Which instance is which node. The id of a socket's session ends with the name of its node, after
 * a dot, and only that node knows the session. Each instance tells its name when it is asked.
 */
@Component
final class Nodes {
  private static final Logger log = LoggerFactory.getLogger(Nodes.class);
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  /** So that made-up names cost the services no more than a question a second. */
  private static final Duration ASKED_ONCE_IN = Duration.ofSeconds(1);

  private final Addresses addresses;
  private final WebClient client;
  private final Map<String, Map<String, URI>> known = new ConcurrentHashMap<>();
  private final Map<String, Mono<Map<String, URI>>> questions = new ConcurrentHashMap<>();

  Nodes(Addresses addresses, HttpClient http) {
    this.addresses = addresses;
    this.client = WebClient.builder().clientConnector(new ReactorClientHttpConnector(http)).build();
  }

  /** The instance where the session lives; empty when no instance of the service is that node. */
  Mono<URI> home(String service, String session) {
    String node = session.substring(session.lastIndexOf('.') + 1);
    URI instance = known.getOrDefault(service, Map.of()).get(node);
    return instance != null && addresses.of(service).contains(instance)
        ? Mono.just(instance)
        : questions.computeIfAbsent(service, this::question).mapNotNull(all -> all.get(node));
  }

  private Mono<Map<String, URI>> question(String service) {
    return Flux.defer(() -> Flux.fromIterable(addresses.of(service)))
        .flatMap(this::named)
        .collectMap(Map.Entry::getKey, Map.Entry::getValue)
        .doOnNext(all -> known.put(service, all))
        .cache(ASKED_ONCE_IN);
  }

  private Mono<Map.Entry<String, URI>> named(URI instance) {
    return client
        .get()
        .uri(instance.resolve("/actuator/info"))
        .retrieve()
        .bodyToMono(JsonNode.class)
        .timeout(PATIENCE)
        .mapNotNull(info -> named(info, instance))
        .onErrorResume(
            error -> {
              log.warn("{} does not tell which node it is: {}", instance, error.toString());
              return Mono.empty();
            });
  }

  private static Map.@Nullable Entry<String, URI> named(JsonNode info, URI instance) {
    String name = info.path("node").asString("");
    return name.isEmpty() ? null : Map.entry(name, instance);
  }
}
