package chat.presence;

import static chat.presence.Sandbox.connection;
import static chat.presence.Sandbox.get;
import static chat.presence.Sandbox.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.wire.PresenceStatus;
import chat.wire.UserId;
import chat.wire.internal.ConnectionReport;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LostNodesTest {
  private static final Duration LEASE = Duration.ofMillis(300);
  private static final Duration NEVER = Duration.ofDays(1);

  private final Sandbox sandbox = new Sandbox();

  @Test
  void aNodeWhoseLeaseEndedHasLostItsConnections() {
    LostNodes lost = lostNodes(NEVER);
    run(lost.sweep());
    report("n1", connection("c1", sandbox.ada));
    report("n2", connection("c1", sandbox.ben));

    await()
        .untilAsserted(
            () -> {
              report("n2");
              run(lost.sweep());
              sandbox.depart();
              assertThat(status(sandbox.ada)).isEqualTo(PresenceStatus.OFFLINE);
            });
    assertThat(status(sandbox.ben)).isEqualTo(PresenceStatus.ONLINE);
  }

  @Test
  void aLostNodeIsAskedForEverythingWhenItReportsAgain() {
    LostNodes lost = lostNodes(NEVER);
    run(lost.sweep());
    report("n1", connection("c1", sandbox.ada));

    await()
        .untilAsserted(
            () -> {
              run(lost.sweep());
              sandbox.depart();
              assertThat(status(sandbox.ada)).isEqualTo(PresenceStatus.OFFLINE);
            });
    assertThat(report("n1")).isFalse();
    assertThat(report("n1")).isTrue();
  }

  @Test
  void manyConnectionsAreTakenAwayInSeveralSteps() {
    LostNodes lost = lostNodes(NEVER);
    run(lost.sweep());
    List<UserId> users =
        IntStream.range(0, 25).mapToObj(i -> new UserId(UUID.randomUUID())).toList();
    report(
        "n1",
        IntStream.range(0, 25)
            .mapToObj(i -> connection("c" + i, users.get(i)))
            .toArray(ConnectionReport.Connection[]::new));

    await()
        .untilAsserted(
            () -> {
              run(lost.sweep());
              sandbox.depart();
              assertThat(get(new Statuses(sandbox.scripts).of(users)))
                  .allMatch(presence -> presence.status() == PresenceStatus.OFFLINE);
            });
  }

  /** Whoever was away itself cannot know who renewed meanwhile. */
  @Test
  void afterAnAbsenceOfPresenceItselfEveryNodeGetsAWholeLease() {
    report("n1", connection("c1", sandbox.ada));
    Instant end = Instant.now().plus(LEASE);
    await().until(() -> Instant.now().isAfter(end));

    run(lostNodes(LEASE).sweep());
    sandbox.depart();
    assertThat(status(sandbox.ada)).isEqualTo(PresenceStatus.ONLINE);
    assertThat(report("n1")).isTrue();
  }

  private PresenceStatus status(UserId user) {
    return sandbox.presence(user).status();
  }

  private boolean report(String node, ConnectionReport.Connection... opened) {
    return get(
        new ConnectionReports(sandbox.scripts, settings(NEVER))
            .take(new ConnectionReport(node, false, List.of(opened), List.of())));
  }

  private LostNodes lostNodes(Duration absence) {
    return new LostNodes(sandbox.scripts, settings(absence));
  }

  private static PresenceSettings settings(Duration absence) {
    PresenceSettings s = Sandbox.SETTINGS;
    return new PresenceSettings(
        LEASE,
        s.linger(),
        s.round(),
        absence,
        s.remember(),
        s.hold(),
        10,
        s.connections(),
        s.asked());
  }
}
