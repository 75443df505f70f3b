package chat.load.faults;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Compares what was acknowledged in one room with what its readers have seen there. */
final class Checker {
  private final List<String> faults = new ArrayList<>();

  private Checker() {}

  /**
   * Nothing when all is well.
   *
   * @param acknowledged all that was ever begun: writers repeat until they are answered
   * @param readers from the first event on, each in the order in which they were told
   */
  static List<String> faults(List<Acknowledged> acknowledged, Map<String, List<Event>> readers) {
    Checker checker = new Checker();
    readers.forEach(checker::checkNumbers);
    readers.forEach((reader, seen) -> checker.checkOnce(acknowledged, reader, seen));
    checker.checkSame(readers);
    return checker.faults;
  }

  private void checkNumbers(String reader, List<Event> seen) {
    long expected = 1;
    for (Event event : seen) {
      if (event.seq() != expected) {
        faults.add(
            "%s saw %d (%s) where %d belongs"
                .formatted(reader, event.seq(), event.what(), expected));
      }
      expected = event.seq() + 1;
    }
  }

  private void checkOnce(List<Acknowledged> acknowledged, String reader, List<Event> seen) {
    Map<String, Long> times = counted(seen, Event::what);
    Map<String, Long> due = counted(acknowledged, Acknowledged::what);
    TreeSet<String> all = new TreeSet<>(due.keySet());
    all.addAll(times.keySet());
    for (String what : all) {
      long is = times.getOrDefault(what, 0L);
      long shouldBe = due.getOrDefault(what, 0L);
      if (is != shouldBe) {
        faults.add(
            "%s saw \"%s\" %d times, acknowledged %d times".formatted(reader, what, is, shouldBe));
      }
    }
    Map<String, Long> places = new HashMap<>();
    seen.forEach(event -> places.put(event.what(), event.seq()));
    acknowledged.stream()
        .filter(answer -> answer.seq() > 0)
        .filter(answer -> places.getOrDefault(answer.what(), answer.seq()) != answer.seq())
        .forEach(
            answer ->
                faults.add(
                    "%s saw \"%s\" at %d, acknowledged at %d"
                        .formatted(
                            reader, answer.what(), places.get(answer.what()), answer.seq())));
  }

  private void checkSame(Map<String, List<Event>> readers) {
    String first = readers.keySet().iterator().next();
    readers.forEach(
        (reader, seen) -> {
          if (!seen.equals(readers.get(first))) {
            faults.add(reader + " saw something else than " + first);
          }
        });
  }

  private static <T> Map<String, Long> counted(List<T> all, Function<T, String> what) {
    return all.stream().collect(Collectors.groupingBy(what, Collectors.counting()));
  }
}
