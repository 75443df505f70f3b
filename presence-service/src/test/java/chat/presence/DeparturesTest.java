package chat.presence;

import static chat.presence.Sandbox.connection;
import static chat.presence.Sandbox.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.wire.PresenceStatus;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class DeparturesTest {
  private final Sandbox sandbox = new Sandbox();

  @Test
  void whoHasClosedTheLastConnectionIsOfflineAndWasSeenThen() {
    sandbox.opened("n1", connection("c1", sandbox.ada));
    sandbox.changes();
    Instant before = Instant.now().minusMillis(1000);
    sandbox.closed("n1", "c1");
    sandbox.depart();

    assertThat(sandbox.changes())
        .singleElement()
        .isEqualTo(sandbox.presence(sandbox.ada))
        .satisfies(offline -> assertThat(offline.status()).isEqualTo(PresenceStatus.OFFLINE))
        .satisfies(
            offline ->
                assertThat(offline.lastSeen()).isBetween(before, Instant.now().plusMillis(1)));
  }

  @Test
  void whoComesBackInTimeNeverLeft() {
    Departures departures = lingering(Duration.ofMinutes(1));
    sandbox.opened("n1", connection("c1", sandbox.ada));
    sandbox.changes();

    sandbox.closed("n1", "c1");
    run(departures.sweep());
    assertThat(sandbox.presence(sandbox.ada).status()).isEqualTo(PresenceStatus.ONLINE);

    sandbox.opened("n1", connection("c2", sandbox.ada));
    sandbox.depart();
    assertThat(sandbox.presence(sandbox.ada).status()).isEqualTo(PresenceStatus.ONLINE);
    assertThat(sandbox.changes()).isEmpty();
  }

  @Test
  void whoDoesNotComeBackIsOfflineAfterLingering() {
    Departures departures = lingering(Duration.ofMillis(200));
    sandbox.opened("n1", connection("c1", sandbox.ada));
    sandbox.closed("n1", "c1");

    run(departures.sweep());
    assertThat(sandbox.presence(sandbox.ada).status()).isEqualTo(PresenceStatus.ONLINE);

    await()
        .untilAsserted(
            () -> {
              run(departures.sweep());
              assertThat(sandbox.presence(sandbox.ada).status()).isEqualTo(PresenceStatus.OFFLINE);
            });
  }

  private Departures lingering(Duration linger) {
    PresenceSettings s = Sandbox.SETTINGS;
    return new Departures(
        sandbox.scripts,
        new PresenceSettings(
            s.lease(),
            linger,
            s.round(),
            s.absence(),
            s.remember(),
            s.hold(),
            s.batch(),
            s.connections(),
            s.asked()));
  }
}
