package chat.messages.stream;

import static org.assertj.core.api.Assertions.assertThat;

import chat.messages.MessagesTest;
import chat.messages.UnknownTables;
import chat.wire.MessageId;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
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

  /** One event, looked up. */
  private static final int FEW = 10;

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

    MessageId one = new MessageId(new UUID(0, MIDDLE));
    tables.reading(FEW, "a message", stream.message(room, one));
    tables.reading(FEW, "what was sent", stream.sentAs(room, ada.id(), "c" + MIDDLE));
    assertThat(tables.reading(FEW, "its wordings", stream.wordings(room, one))).hasSize(1);
    assertThat(tables.reading(FEW, "whether it is there", stream.holds(room, one))).isTrue();
    assertThat(tables.reading(FEW, "when somebody came", stream.joined(room, ada.id()))).isZero();
    assertThat(tables.reading(FEW, "what is pinned", stream.pinned(room, 0))).isEmpty();
    var place = new RoomStream.Place(room, one);
    var some = stream.messages(List.of(place)).collectList();
    assertThat(tables.reading(FEW, "some messages", some)).hasSize(1);
    Edition known = new Edition(SAID - SIZE, 0);
    var news = tables.reading(2 * ENOUGH, "news", pages.news(room, Edition.UNKNOWN, known));
    assertThat(news.messages()).hasSize(SIZE);
  }
}
