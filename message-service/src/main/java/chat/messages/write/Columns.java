package chat.messages.write;

import chat.kit.event.OutboxRow;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A statement's arguments: an array for each column of a batch, one after the other. A column in
 * which nothing stands is an empty array, which {@code unnest} fills up with nulls.
 */
final class Columns {
  private final List<Waiting> batch;
  private final List<Object> arguments = new ArrayList<>();

  Columns(List<Waiting> batch) {
    this.batch = batch;
  }

  <T> Columns add(Class<T> type, Function<NewEvent, @Nullable T> value) {
    return column(type, waiting -> value.apply(waiting.event()));
  }

  <T> Columns addFact(Class<T> type, Function<OutboxRow, @Nullable T> value) {
    return column(type, waiting -> waiting.fact() == null ? null : value.apply(waiting.fact()));
  }

  /** The same for all of them. */
  Columns with(Object value) {
    arguments.add(value);
    return this;
  }

  List<Object> arguments() {
    return arguments;
  }

  private <T> Columns column(Class<T> type, Function<Waiting, @Nullable T> value) {
    List<@Nullable T> column = new ArrayList<>(batch.size());
    batch.forEach(waiting -> column.add(value.apply(waiting)));
    int size = column.stream().allMatch(Objects::isNull) ? 0 : batch.size();
    Object[] array = (Object[]) Array.newInstance(type, size);
    arguments.add(size == 0 ? array : column.toArray(array));
    return this;
  }
}
