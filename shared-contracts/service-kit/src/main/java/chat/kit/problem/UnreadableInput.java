package chat.kit.problem;

import static chat.wire.ProblemType.MALFORMED_REQUEST;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.TypeMismatchException;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.web.server.ServerWebInputException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.MismatchedInputException;

/** Says what cannot be read in a request, in the client's words and never in Java's. */
final class UnreadableInput {
  private UnreadableInput() {}

  static Problem problem(ServerWebInputException e) {
    Throwable cause = Objects.requireNonNullElse(jacksonOrMostSpecific(e), e);
    return switch (cause) {
      case TypeMismatchException mismatch -> parameter(e, mismatch.getRequiredType());
      case MismatchedInputException mismatch ->
          field(mismatch, TypeWords.mustBe(mismatch.getTargetType()));
      case DatabindException databind -> field(databind, "is not valid");
      case StreamReadException json -> notJson(json);
      default -> Problem.because(MALFORMED_REQUEST, detail(e), e);
    };
  }

  private static @Nullable Throwable jacksonOrMostSpecific(Throwable e) {
    for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof JacksonException || cause instanceof TypeMismatchException) {
        return cause;
      }
    }
    return NestedExceptionUtils.getRootCause(e);
  }

  private static Problem parameter(ServerWebInputException e, @Nullable Class<?> type) {
    String name = Validation.name(e.getMethodParameter());
    return Problem.invalid(List.of(new FieldError(name, TypeWords.mustBe(type))));
  }

  private static Problem field(JacksonException e, String detail) {
    return Problem.invalid(List.of(new FieldError(path(e), detail)));
  }

  private static Problem notJson(StreamReadException e) {
    return Problem.because(
        MALFORMED_REQUEST,
        "The body is not valid JSON (line %d, column %d)."
            .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr()),
        e);
  }

  private static String detail(ServerWebInputException e) {
    return "No request body".equals(e.getReason())
        ? "A body is needed."
        : "The request cannot be read as it stands.";
  }

  private static String path(JacksonException e) {
    return e.getPath().stream()
        .map(
            step ->
                step.getPropertyName() == null
                    ? "[" + step.getIndex() + "]"
                    : "." + step.getPropertyName())
        .collect(Collectors.joining())
        .replaceFirst("^\\.", "");
  }
}
