package chat.presence;

import chat.kit.security.RevokedSessions;
import chat.wire.internal.ConnectionReport;
import chat.wire.internal.ReportReceipt;
import io.swagger.v3.oas.annotations.Operation;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Takes the edges' reports. */
@RestController
class ConnectionController {
  private final ConnectionReports reports;
  private final ReportCheck check;
  private final RevokedSessions revoked;
  private final Rounds rounds;
  private final PresenceSettings settings;

  ConnectionController(
      ConnectionReports reports,
      ReportCheck check,
      RevokedSessions revoked,
      Rounds rounds,
      PresenceSettings settings) {
    this.reports = reports;
    this.check = check;
    this.revoked = revoked;
    this.rounds = rounds;
    this.settings = settings;
  }

  @PostMapping("/internal/connections")
  @Operation(summary = "An edge reports its connections")
  Mono<ReportReceipt> report(@RequestBody ConnectionReport report) {
    return check
        .valid(report)
        .map(this::withoutRevoked)
        .flatMap(reports::take)
        .doOnNext(known -> rounds.soon())
        .map(known -> new ReportReceipt(!known && !report.complete(), settings.lease().toMillis()));
  }

  /** An edge may report a session before it has heard that the session was ended. */
  private ConnectionReport withoutRevoked(ConnectionReport report) {
    return new ConnectionReport(
        report.node(),
        report.complete(),
        report.opened().stream().filter(c -> !revoked.contains(c.session())).toList(),
        report.closed());
  }
}
