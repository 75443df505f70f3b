package chat.presence;

import static chat.presence.Sandbox.connection;
import static chat.presence.Sandbox.get;
import static org.assertj.core.api.Assertions.assertThat;

import chat.wire.PresenceStatus;
import chat.wire.RevocationReason;
import chat.wire.SessionId;
import chat.wire.event.SessionEvent;
import chat.wire.internal.ConnectionReport.Connection;
import org.junit.jupiter.api.Test;

class RevokedConnectionsTest {
  private final Sandbox sandbox = new Sandbox();
  private final RevokedConnections revoked = new RevokedConnections(sandbox.scripts);

  @Test
  void aRevokedSessionLosesItsConnectionsOnEveryNode() {
    Connection here = connection("c1", sandbox.ada);
    Connection there = new Connection("c2", sandbox.ada, here.session(), false);
    sandbox.opened("n1", here);
    sandbox.opened("n2", there);

    assertThat(revoke(here.session())).isEqualTo(2);
    sandbox.depart();

    assertThat(sandbox.presence(sandbox.ada).status()).isEqualTo(PresenceStatus.OFFLINE);
    assertThat(revoke(here.session())).isZero();
  }

  @Test
  void theUsersOtherSessionsStay() {
    Connection other = connection("c1", sandbox.ada);
    Connection ended = connection("c2", sandbox.ada);
    sandbox.opened("n1", other, ended);

    assertThat(revoke(ended.session())).isEqualTo(1);
    sandbox.depart();

    assertThat(sandbox.presence(sandbox.ada).status()).isEqualTo(PresenceStatus.ONLINE);
  }

  private long revoke(SessionId session) {
    return get(
        revoked.drop(new SessionEvent.Revoked(session, sandbox.ada, RevocationReason.LOGOUT)));
  }
}
