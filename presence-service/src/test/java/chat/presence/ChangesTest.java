package chat.presence;

import static chat.presence.Sandbox.away;
import static chat.presence.Sandbox.connection;
import static chat.presence.Sandbox.get;
import static chat.presence.Sandbox.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.wire.PresenceStatus;
import chat.wire.UserId;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

class ChangesTest {
  private final Sandbox sandbox = new Sandbox();
  private final Changes changes = new Changes(sandbox.scripts, Sandbox.SETTINGS);

  @Test
  void twoInstancesTakeUpEachChangeOnce() {
    List<UserId> users =
        IntStream.range(0, 200).mapToObj(i -> new UserId(UUID.randomUUID())).toList();
    users.forEach(user -> sandbox.opened("n1", connection("c-" + user, user)));
    Changes few = new Changes(sandbox.scripts, settings(Duration.ofMinutes(1), 7));

    List<UserId> claimed =
        get(Flux.range(0, 100).flatMap(i -> few.claim(), 10).map(Change::user).collectList());

    assertThat(claimed).containsExactlyInAnyOrderElementsOf(users);
  }

  @Test
  void whatIsConfirmedIsDone() {
    sandbox.opened("n1", connection("c1", sandbox.ada));

    assertThat(sandbox.changes())
        .extracting(Presence::status)
        .containsExactly(PresenceStatus.ONLINE);
    assertThat(claim()).isEmpty();
  }

  @Test
  void whatChangesWhileItIsAnnouncedComesAfterwardsAndNotBeside() {
    sandbox.opened("n1", connection("c1", sandbox.ada));
    Change first = claim().getFirst();
    sandbox.opened("n1", away("c1", sandbox.ada));

    assertThat(claim()).isEmpty();
    run(changes.confirm(first));
    assertThat(claim())
        .extracting(change -> change.presence().status())
        .containsExactly(PresenceStatus.AWAY);
  }

  @Test
  void whatNobodyConfirmsIsTakenUpAgain() {
    Changes hasty = new Changes(sandbox.scripts, settings(Duration.ofMillis(100), 500));
    sandbox.opened("n1", connection("c1", sandbox.ada));
    assertThat(get(hasty.claim().collectList())).hasSize(1);

    await().untilAsserted(() -> assertThat(claim()).hasSize(1));
  }

  private List<Change> claim() {
    return get(changes.claim().collectList());
  }

  private static PresenceSettings settings(Duration hold, int batch) {
    PresenceSettings s = Sandbox.SETTINGS;
    return new PresenceSettings(
        s.lease(),
        s.linger(),
        s.round(),
        s.absence(),
        s.remember(),
        hold,
        batch,
        s.connections(),
        s.asked());
  }
}
