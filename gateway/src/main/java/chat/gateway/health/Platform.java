package chat.gateway.health;

import chat.gateway.table.Addresses;
import chat.gateway.table.Row;
import chat.gateway.table.TableSettings;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;

/** Asks every instance of every service in the table at once, and no more often than it must. */
@Component
final class Platform {
  private final TableSettings table;
  private final Addresses addresses;
  private final HealthSettings settings;
  private final WebClient client;
  private final Mono<Map<String, HealthReport.Service>> services;

  Platform(TableSettings table, Addresses addresses, HealthSettings settings, HttpClient http) {
    this.table = table;
    this.addresses = addresses;
    this.settings = settings;
    this.client = WebClient.builder().clientConnector(new ReactorClientHttpConnector(http)).build();
    this.services = askAll().cache(settings.remembered());
  }

  Mono<HealthReport> report() {
    return services.map(found -> new HealthReport(allOk(found), uptime(), found));
  }

  private static boolean allOk(Map<String, HealthReport.Service> services) {
    return services.values().stream().allMatch(HealthReport.Service::ok);
  }

  private static long uptime() {
    return Duration.ofMillis(ManagementFactory.getRuntimeMXBean().getUptime()).toSeconds();
  }

  private Mono<Map<String, HealthReport.Service>> askAll() {
    List<String> names = table.routes().stream().map(Row::service).distinct().toList();
    return Flux.fromIterable(names)
        .flatMapSequential(name -> ask(addresses.of(name)).map(s -> Map.entry(name, s)))
        .collect(LinkedHashMap::new, (all, one) -> all.put(one.getKey(), one.getValue()));
  }

  private Mono<HealthReport.Service> ask(List<URI> instances) {
    return Flux.fromIterable(instances)
        .flatMap(this::isReady)
        .collectList()
        .map(HealthReport.Service::of);
  }

  private Mono<Boolean> isReady(URI instance) {
    return client
        .get()
        .uri(instance.resolve(settings.path()))
        .exchangeToMono(
            answer -> answer.releaseBody().thenReturn(answer.statusCode().is2xxSuccessful()))
        .timeout(settings.timeout())
        // whatever the reason, an instance that cannot say that it is ready is not
        .onErrorReturn(false);
  }
}
