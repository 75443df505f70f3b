package chat.presence;

import chat.wire.internal.ConnectionReport;
import chat.wire.internal.ConnectionReport.Connection;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Takes an edge's report into the state, and renews the edge's lease. */
@Component
class ConnectionReports {
  private static final RedisScript<Long> REPORT = Scripts.load("report", Long.class);

  private final Scripts scripts;
  private final PresenceSettings settings;

  ConnectionReports(Scripts scripts, PresenceSettings settings) {
    this.scripts = scripts;
    this.settings = settings;
  }

  /** Whether the edge's earlier reports are known; if not, only a complete one is the truth. */
  Mono<Boolean> take(ConnectionReport report) {
    return scripts.run(REPORT, arguments(report)).map(known -> known == 1);
  }

  private List<String> arguments(ConnectionReport report) {
    return Stream.of(
            Stream.of(
                report.node(),
                Long.toString(settings.lease().toMillis()),
                report.complete() ? "1" : "0",
                Integer.toString(report.opened().size())),
            report.opened().stream().map(ConnectionReports::line),
            report.closed().stream())
        .flatMap(part -> part)
        .toList();
  }

  private static String line(Connection connection) {
    return "%s|%s|%s|%s"
        .formatted(
            connection.id(),
            connection.user(),
            connection.session(),
            connection.away() ? "1" : "0");
  }
}
