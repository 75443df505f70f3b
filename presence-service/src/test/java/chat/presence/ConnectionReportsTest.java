package chat.presence;

import static chat.presence.Sandbox.away;
import static chat.presence.Sandbox.connection;
import static org.assertj.core.api.Assertions.assertThat;

import chat.wire.PresenceStatus;
import org.junit.jupiter.api.Test;

class ConnectionReportsTest {
  private final Sandbox sandbox = new Sandbox();

  @Test
  void whoHasAConnectionIsOnline() {
    sandbox.opened("n1", connection("c1", sandbox.ada));

    assertThat(sandbox.presence(sandbox.ada).status()).isEqualTo(PresenceStatus.ONLINE);
    assertThat(sandbox.presence(sandbox.ben).status()).isEqualTo(PresenceStatus.OFFLINE);
  }

  @Test
  void whoIsAwayOnAllConnectionsIsAway() {
    sandbox.opened("n1", away("c1", sandbox.ada));
    sandbox.opened("n2", away("c1", sandbox.ada));
    assertThat(sandbox.presence(sandbox.ada).status()).isEqualTo(PresenceStatus.AWAY);

    sandbox.opened("n2", connection("c2", sandbox.ada));
    assertThat(sandbox.presence(sandbox.ada).status()).isEqualTo(PresenceStatus.ONLINE);

    sandbox.closed("n2", "c2");
    assertThat(sandbox.presence(sandbox.ada).status()).isEqualTo(PresenceStatus.AWAY);
  }

  @Test
  void theSameConnectionMayComeBackFromBeingAway() {
    sandbox.opened("n1", away("c1", sandbox.ada));
    sandbox.opened("n1", connection("c1", sandbox.ada));

    assertThat(sandbox.presence(sandbox.ada).status()).isEqualTo(PresenceStatus.ONLINE);
  }

  @Test
  void aCompleteReportDropsTheConnectionsItDoesNotName() {
    var kept = connection("c2", sandbox.ben);
    sandbox.opened("n1", connection("c1", sandbox.ada), kept);
    sandbox.complete("n1", kept);
    sandbox.depart();

    assertThat(sandbox.presence(sandbox.ada).status()).isEqualTo(PresenceStatus.OFFLINE);
    assertThat(sandbox.presence(sandbox.ben).status()).isEqualTo(PresenceStatus.ONLINE);
  }

  @Test
  void aReportOfOneNodeLeavesTheOthersAlone() {
    sandbox.opened("n1", connection("c1", sandbox.ada));
    sandbox.complete("n2");
    sandbox.closed("n2", "c1");
    sandbox.depart();

    assertThat(sandbox.presence(sandbox.ada).status()).isEqualTo(PresenceStatus.ONLINE);
  }

  @Test
  void theSameReportAgainChangesNothing() {
    var connection = connection("c1", sandbox.ada);
    sandbox.opened("n1", connection);
    assertThat(sandbox.changes()).hasSize(1);

    sandbox.opened("n1", connection);
    sandbox.complete("n1", connection);
    sandbox.closed("n1", "c2");

    assertThat(sandbox.changes()).isEmpty();
  }

  @Test
  void aSecondConnectionIsNoChange() {
    sandbox.opened("n1", connection("c1", sandbox.ada));
    assertThat(sandbox.changes()).hasSize(1);

    sandbox.opened("n2", connection("c1", sandbox.ada));
    sandbox.closed("n1", "c1");
    sandbox.depart();

    assertThat(sandbox.changes()).isEmpty();
  }

  @Test
  void aNodeIsKnownFromItsFirstReportOn() {
    assertThat(sandbox.opened("n1", connection("c1", sandbox.ada))).isFalse();
    assertThat(sandbox.opened("n1", connection("c2", sandbox.ada))).isTrue();
    assertThat(sandbox.opened("n2", connection("c1", sandbox.ada))).isFalse();
  }
}
