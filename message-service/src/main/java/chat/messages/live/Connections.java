package chat.messages.live;

import chat.kit.Ids;
import chat.kit.security.ServiceWebClient;
import chat.wire.internal.ConnectionReport;
import chat.wire.internal.ConnectionReport.Connection;
import chat.wire.internal.ReportReceipt;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Reports to presence-service whose sockets are here, and renews this node's lease by that. What
 * could not be reported is made good by a complete report.
 */
@Component
class Connections {
  private static final Logger log = LoggerFactory.getLogger(Connections.class);

  private final WebClient presence;
  private final ReportSettings settings;

  /** New at each start: what an earlier life of this node reported is not ours. */
  private final String node = "edge-" + Ids.next();

  private final Map<String, Connection> all = new LinkedHashMap<>();
  private final Map<String, Connection> opened = new LinkedHashMap<>();
  private final Set<String> closed = new LinkedHashSet<>();
  private boolean complete = true;
  private Instant due = Instant.EPOCH;

  Connections(ServiceWebClient clients, ReportSettings settings) {
    this.presence = clients.to(settings.service());
    this.settings = settings;
  }

  /** Or turned away, or back. */
  synchronized void opened(LiveSocket socket) {
    Connection connection =
        new Connection(
            socket.id(), socket.caller().id(), socket.caller().session(), socket.isAway());
    if (!connection.equals(all.put(socket.id(), connection))) {
      opened.put(socket.id(), connection);
    }
  }

  synchronized void closed(LiveSocket socket) {
    all.remove(socket.id());
    opened.remove(socket.id());
    closed.add(socket.id());
  }

  /** For as long as it is subscribed to. */
  Flux<?> reported() {
    return Flux.interval(settings.every()).onBackpressureDrop().concatMap(tick -> report());
  }

  private Mono<Void> report() {
    ConnectionReport report = next();
    return report == null
        ? Mono.empty()
        : send(report).doOnNext(this::received).onErrorResume(this::failed).then();
  }

  /** Nobody is here any more. */
  Mono<Void> gone() {
    return send(new ConnectionReport(node, true, List.of(), List.of())).then();
  }

  private Mono<ReportReceipt> send(ConnectionReport report) {
    return presence
        .post()
        .uri("/internal/connections")
        .bodyValue(report)
        .retrieve()
        .bodyToMono(ReportReceipt.class);
  }

  private synchronized @Nullable ConnectionReport next() {
    boolean early = Instant.now().isBefore(due);
    if (early && (complete || (opened.isEmpty() && closed.isEmpty()))) {
      return null;
    }
    ConnectionReport report =
        new ConnectionReport(
            node,
            complete,
            new ArrayList<>(complete ? all.values() : opened.values()),
            complete ? List.of() : new ArrayList<>(closed));
    opened.clear();
    closed.clear();
    return report;
  }

  private synchronized void received(ReportReceipt receipt) {
    complete = receipt.resend();
    due = complete ? Instant.EPOCH : Instant.now().plusMillis(receipt.leaseMillis() / 3);
  }

  private synchronized Mono<ReportReceipt> failed(Throwable error) {
    log.warn("Who is here could not be reported: {}", error.toString());
    complete = true;
    due = Instant.now().plus(settings.pause());
    return Mono.empty();
  }
}
