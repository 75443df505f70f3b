package chat.load.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class CheckerTest {
  private static final List<Event> STREAM =
      List.of(
          new Event(1, "sent a"),
          new Event(2, "edited a"),
          new Event(3, "sent b"),
          new Event(4, "edited a"),
          new Event(5, "joined ada"));

  private static final List<Acknowledged> ACKNOWLEDGED =
      List.of(
          new Acknowledged("sent b", 3),
          new Acknowledged("edited a", 0),
          new Acknowledged("joined ada", 0),
          new Acknowledged("edited a", 0),
          new Acknowledged("sent a", 1));

  @Test
  void findsNothingWhereAllIsWell() {
    assertThat(Checker.faults(ACKNOWLEDGED, Map.of("one", STREAM, "other", STREAM))).isEmpty();
  }

  @Test
  void findsALostEvent() {
    assertThat(when(events -> events.remove(4)))
        .contains("one saw \"joined ada\" 0 times, acknowledged 1 times");
    assertThat(when(events -> events.remove(1)))
        .anyMatch(fault -> fault.contains("where 2 belongs"));
  }

  @Test
  void findsAnEventThatIsThereTwice() {
    assertThat(when(events -> events.add(new Event(6, "sent b"))))
        .contains("one saw \"sent b\" 2 times, acknowledged 1 times");
    assertThat(when(events -> events.add(new Event(6, "edited a"))))
        .contains("one saw \"edited a\" 3 times, acknowledged 2 times");
  }

  @Test
  void findsANumberThatIsThereTwice() {
    assertThat(when(events -> events.add(new Event(5, "joined ada"))))
        .contains("one saw 5 (joined ada) where 6 belongs");
  }

  @Test
  void findsEventsThatWereToldInAnotherOrder() {
    assertThat(when(events -> Collections.swap(events, 0, 2)))
        .contains("one saw 3 (sent b) where 1 belongs");
  }

  @Test
  void findsTwoOrdersOfTheSameEvents() {
    List<Event> other = new ArrayList<>(STREAM);
    other.set(1, new Event(2, "joined ada"));
    other.set(4, new Event(5, "edited a"));

    assertThat(Checker.faults(ACKNOWLEDGED, Map.of("one", STREAM, "other", other)))
        .singleElement()
        .asString()
        .contains("saw something else than");
  }

  @Test
  void findsAnEventAtAnotherPlaceThanItsWriterWasTold() {
    assertThat(
            when(
                events -> {
                  events.set(0, new Event(1, "sent b"));
                  events.set(2, new Event(3, "sent a"));
                }))
        .contains("one saw \"sent a\" at 3, acknowledged at 1");
  }

  @Test
  void findsWhatNobodyWrote() {
    assertThat(when(events -> events.add(new Event(6, "sent c"))))
        .containsExactly("one saw \"sent c\" 1 times, acknowledged 0 times");
  }

  private static List<String> when(Consumer<List<Event>> happened) {
    List<Event> seen = new ArrayList<>(STREAM);
    happened.accept(seen);
    return Checker.faults(ACKNOWLEDGED, Map.of("one", seen));
  }
}
