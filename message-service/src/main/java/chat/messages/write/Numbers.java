package chat.messages.write;

import io.r2dbc.spi.Readable;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Which number an event of a batch has taken, as a statement answers it. */
record Numbers(int place, long seq) {

  static Numbers of(Readable row) {
    return new Numbers(
        Math.toIntExact(Objects.requireNonNull(row.get(0, Long.class))) - 1,
        Objects.requireNonNull(row.get(1, Long.class)));
  }

  void put(@Nullable Long[] numbers) {
    numbers[place] = seq;
  }
}
