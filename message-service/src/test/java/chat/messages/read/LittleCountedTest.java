package chat.messages.read;

import static org.assertj.core.api.Assertions.assertThat;

import chat.messages.MessagesTest;
import chat.messages.UnknownTables;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * However much has been said in a room, what is unread is counted behind what has been read, and
 * nothing else is looked at.
 */
class LittleCountedTest extends MessagesTest {
  private static final int SAID = 5_000;
  private static final int UNREAD = 50;

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
        """
        with known as (
          insert into rooms (room, kind, details_version) values ('%1$s', 'PUBLIC', 1)
        ), come as (
          insert into members (room, member, name, role, role_version)
          values ('%1$s', '%2$s', 'Ben', 'MEMBER', 1)
        )
        insert into read_markers (room, member, seq) values ('%1$s', '%2$s', %3$d)
        """
            .formatted(room, ben.id(), SAID - UNREAD));

    assertThat(tables.reading(2 * UNREAD, "one room", markers.unread(room, ben.id())).unread())
        .isEqualTo(UNREAD);
    assertThat(tables.reading(2 * UNREAD, "all", markers.unread(ben.id()).collectList()))
        .hasSize(1);
  }
}
