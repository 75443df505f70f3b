package chat.gateway.table;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Where the instances of each service are now: every address in the configuration, and where that
 * is a name which stands for several (as in Compose or Kubernetes), every one of those.
 */
@Component
public final class Addresses implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(Addresses.class);

  private static final Comparator<InetAddress> ORDER =
      Comparator.comparing(InetAddress::getHostAddress);

  private final Map<String, List<URI>> configured;
  private final Duration every;
  private final NameLookup names;
  private final Map<String, List<URI>> known = new ConcurrentHashMap<>();
  private Disposable looking = Disposables.disposed();

  Addresses(TableSettings table, NameLookup names) {
    this.configured = new HashMap<>(table.services());
    configured.keySet().retainAll(table.routes().stream().map(Row::service).toList());
    this.every = table.lookup();
    this.names = names;
    known.putAll(configured);
  }

  /** Never empty. */
  public List<URI> of(String service) {
    return Objects.requireNonNull(known.get(service));
  }

  @Override
  public void start() {
    looking =
        Flux.interval(Duration.ZERO, every)
            .onBackpressureDrop()
            .concatMap(tick -> look(), 1)
            .subscribe();
  }

  @Override
  public void stop() {
    looking.dispose();
  }

  @Override
  public boolean isRunning() {
    return !looking.isDisposed();
  }

  /** Before the web server, so that the first request finds what the names stand for. */
  @Override
  public int getPhase() {
    return DEFAULT_PHASE - 4096;
  }

  Mono<Void> look() {
    return Flux.fromIterable(configured.entrySet())
        .flatMap(
            service ->
                Flux.fromIterable(service.getValue())
                    .concatMap(this::behind)
                    .collectList()
                    .doOnNext(found -> remember(service.getKey(), found)))
        .then();
  }

  /** One that cannot be looked up keeps its place: whoever asks it is told that it is away. */
  private Flux<URI> behind(URI configured) {
    return names
        .all(configured.getHost())
        .filter(found -> isPlain(configured) && found.size() > 1 && !isThisMachine(found))
        .flatMapIterable(found -> found.stream().sorted(ORDER).map(a -> at(a, configured)).toList())
        .onErrorComplete()
        .defaultIfEmpty(configured);
  }

  /** A certificate is for the name, not for the addresses behind it. */
  private static boolean isPlain(URI address) {
    return "http".equals(address.getScheme());
  }

  /** As IPv4 and as IPv6, which are two ways to one process. */
  private static boolean isThisMachine(List<InetAddress> found) {
    return found.stream().allMatch(InetAddress::isLoopbackAddress);
  }

  private static URI at(InetAddress address, URI configured) {
    var host =
        address instanceof Inet6Address
            ? "[" + address.getHostAddress() + "]"
            : address.getHostAddress();
    var port = configured.getPort() < 0 ? "" : ":" + configured.getPort();
    return URI.create("http://" + host + port);
  }

  private void remember(String service, List<URI> found) {
    var before = known.put(service, found);
    if (!found.equals(before)) {
      log.info("{} is at {}", service, found);
    }
  }
}
