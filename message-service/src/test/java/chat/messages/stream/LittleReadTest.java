package chat.messages.stream;

import static org.assertj.core.api.Assertions.assertThat;

import chat.messages.MessagesTest;
import chat.messages.UnknownTables;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * However much has been said in a room, whoever asks for a part of it has that read, and little
 * else. Nothing is known of the room, as in the minutes until PostgreSQL has looked at what is new.
 */
class LittleReadTest extends MessagesTest {
  private static final int SAID = 5_000;
  private static final int MIDDLE = 2_500;
  private static final int SIZE = 50;

  /** An event itself, and what belongs to it: its room, its thread, its reactions. */
  private static final int OF_AN_EVENT = 3;

  private static final int ENOUGH = 10 + SIZE * OF_AN_EVENT;

  private final UnknownTables tables = new UnknownTables();
  private final Pages pages =
      new Pages(
          tables.database(), tables.lines(), new PageSettings(1, 16, 100, Duration.ofSeconds(30)));
  private final RoomStream stream = new RoomStream(tables.database(), pages);
  private final RoomFrames frames = new RoomFrames(tables.database());

  @AfterEach
  void rollBack() {
    pages.destroy();
    tables.close();
  }

  @Test
  void whenNothingIsKnown() {
    readLittle();
  }

  @Test
  void whenOtherRoomsAreKnown() {
    tables.knowOthers(ada.id());
    readLittle();
  }

  private void readLittle() {
    tables.say(room, ada.id(), SAID);

    assertThat(tables.reading(ENOUGH, "frames", frames.after(room, MIDDLE, SIZE)).frames())
        .hasSize(SIZE);
    assertThat(tables.reading(ENOUGH, "the newest", stream.before(room, SAID + 1, SIZE)).messages())
        .hasSize(SIZE);
    assertThat(tables.reading(ENOUGH, "older ones", stream.before(room, MIDDLE, SIZE)).messages())
        .hasSize(SIZE);
    assertThat(
            tables.reading(ENOUGH, "later ones", stream.after(room, MIDDLE, SAID, SIZE)).messages())
        .hasSize(SIZE);
  }
}
