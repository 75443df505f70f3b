package chat.messages.read;

import static org.assertj.core.api.Assertions.assertThat;

import chat.messages.MessagesTest;
import chat.messages.UnknownTables;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is unread is counted from there on, however much has been said and read before. */
class LittleCountedTest extends MessagesTest {
  private static final int SAID = 5_000;
  private static final int UNREAD = 50;

  /** The room, its head, who reads there and how far. */
  private static final int OF_A_MEMBER = 10;

  private final UnknownTables tables = new UnknownTables();
  private final ReadMarkers markers = new ReadMarkers(tables.database());

  @AfterEach
  void rollBack() {
    tables.close();
  }

  @Test
  void whenNothingIsKnown() {
    countLittle();
  }

  @Test
  void whenOtherRoomsAreKnown() {
    tables.knowOthers(ada.id());
    countLittle();
  }

  private void countLittle() {
    tables.say(room, ada.id(), SAID);
    tables.run(
        "insert into rooms (room, kind, details_version) values ('%s', 'PUBLIC', 1)"
            .formatted(room));
    tables.run(
        """
        insert into members (room, member, name, role, role_version)
        values ('%s', '%s', 'Ben', 'MEMBER', 1)
        """
            .formatted(room, ben.id()));
    markers.move(room, ben.id(), SAID - UNREAD).block();

    var counted = tables.reading(UNREAD + OF_A_MEMBER, "one room", markers.unread(room, ben.id()));
    assertThat(counted.unread()).isEqualTo(UNREAD);
    var all =
        tables.reading(UNREAD + OF_A_MEMBER, "all rooms", markers.unread(ben.id()).collectList());
    assertThat(all).hasSize(1);
  }
}
