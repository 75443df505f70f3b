package chat.load.restarts;

import static org.assertj.core.api.Assertions.assertThat;

import chat.wire.RoomId;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The verdict of a run can be trusted only if it can be a bad one. */
class LedgerTest {
  private final RoomId room = new RoomId(UUID.randomUUID());
  private final Ledger ledger = new Ledger();

  @Test
  void isContentWhenAllHaveSeenTheSame() {
    ledger.seen(room, 1, "a");
    ledger.acknowledged(room, 1, "a");
    ledger.acknowledged(room, 2, "b");
    ledger.seen(room, 2, "b");
    assertThat(ledger.faults()).isEmpty();
    assertThat(ledger.head(room)).isEqualTo(2);
  }

  @Test
  void noticesAMessageAtAnotherPlaceThanAcknowledged() {
    ledger.acknowledged(room, 1, "a");
    ledger.seen(room, 2, "a");
    assertThat(ledger.faults()).singleElement().asString().contains("twice");
  }

  @Test
  void noticesAnotherMessageAtThePlace() {
    ledger.acknowledged(room, 1, "a");
    ledger.acknowledged(room, 2, "b");
    ledger.seen(room, 1, "b");
    assertThat(ledger.faults()).isNotEmpty();
  }

  @Test
  void noticesAMessageThatNobodySent() {
    ledger.seen(room, 1, "a");
    assertThat(ledger.faults()).singleElement().asString().contains("by nobody");
  }
}
