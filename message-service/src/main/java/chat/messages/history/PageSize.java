package chat.messages.history;

import chat.kit.problem.FieldError;
import chat.kit.problem.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How many messages an answer holds. */
@Component
public class PageSize {
  private final HistorySettings settings;

  PageSize(HistorySettings settings) {
    this.settings = settings;
  }

  /** The usual size when nobody names one; refuses what is out of bounds. */
  public int bounded(@Nullable Integer limit) {
    int size = limit == null ? settings.usual() : limit;
    if (size < 1 || size > settings.most()) {
      String range = "must be 1 to %d".formatted(settings.most());
      throw Problem.invalid(List.of(new FieldError("limit", range)));
    }
    return size;
  }
}
