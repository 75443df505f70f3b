package chat.messages.search;

import static org.assertj.core.api.Assertions.assertThat;

import chat.messages.MessagesTest;
import chat.messages.UnknownTables;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * However much has been said in a room, its index reads what is new, and little else. Nothing is
 * known of the room, as in the minutes until PostgreSQL has looked at what is new.
 */
class FollowingTest extends MessagesTest {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final int SAID = 5_000;
  private static final int STEPS = 10;
  private static final int PART = 50;

  private final UnknownTables tables = new UnknownTables();
  private final SearchIndex index = new SearchIndex(tables.database());

  @AfterEach
  void rollBack() {
    tables.close();
  }

  @Test
  void readsLittleWhenNothingIsKnown() {
    readsLittle();
  }

  @Test
  void readsLittleWhenOtherRoomsAreKnown() {
    tables.knowOthers(ada.id());
    readsLittle();
  }

  private void readsLittle() {
    tables.say(room, ada.id(), SAID);
    for (long position = 0; position < SAID; position += SAID / STEPS) {
      long upTo = position + PART;
      assertThat(tables.reading(PART + 10, "where to go", index.next(room, position, PART)))
          .isEqualTo(upTo);
      var changed = index.changed(room, position, upTo).collectList();
      assertThat(tables.reading(2 * PART, "what has changed", changed)).hasSize(PART);
    }
  }

  @Test
  void goesOverWhatRetentionHasTaken() {
    tables.say(room, ada.id(), 300);
    tables.run("delete from events where room = '%s' and seq <= 200".formatted(room));

    assertThat(index.next(room, 0, PART).block(LONG)).isEqualTo(201);
    assertThat(index.next(room, 201, PART).block(LONG)).isEqualTo(251);
    assertThat(index.next(room, 290, PART).block(LONG)).isEqualTo(300);
    assertThat(index.next(room, 300, PART).block(LONG)).isEqualTo(300);
  }
}
