package chat.messages.write;

import io.r2dbc.spi.Readable;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which numbers the events of a batch have taken, as a statement answers it: an array of places,
 * which begin at 1, and one of the numbers they have.
 */
final class Numbers {
  private Numbers() {}

  /** In the order of the batch; none for an event that was not written. */
  static @Nullable Long[] of(Readable row, int size) {
    @Nullable Long[] numbers = new Long[size];
    Long[] places = row.get(0, Long[].class);
    if (places != null) {
      Long[] seqs = Objects.requireNonNull(row.get(1, Long[].class));
      for (int i = 0; i < places.length; i++) {
        numbers[Math.toIntExact(places[i]) - 1] = seqs[i];
      }
    }
    return numbers;
  }
}
