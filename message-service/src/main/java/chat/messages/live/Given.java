package chat.messages.live;

import chat.kit.problem.FieldError;
import chat.kit.problem.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a client leaves out is absent, whatever the record promises. */
final class Given {
  private Given() {}

  static <T> T required(@Nullable T value, String field) {
    if (value == null) {
      throw invalid(field, "must be given");
    }
    return value;
  }

  static Problem invalid(String field, String rule) {
    return Problem.invalid(List.of(new FieldError(field, rule)));
  }
}
