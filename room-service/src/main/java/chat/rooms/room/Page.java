package chat.rooms.room;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A part of a longer list.
 *
 * @param next what to pass as {@code after} for what follows; absent on the last page
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Page<T>(List<T> items, @Nullable String next) {

  /** Cuts a page out of a list that was asked for one more than fits on it. */
  public static <T> Page<T> of(List<T> found, int limit, Function<T, Object> key) {
    if (found.size() <= limit) {
      return new Page<>(found, null);
    }
    List<T> items = List.copyOf(found.subList(0, limit));
    return new Page<>(items, key.apply(items.getLast()).toString());
  }
}
