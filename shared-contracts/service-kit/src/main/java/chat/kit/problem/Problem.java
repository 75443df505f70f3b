package chat.kit.problem;

import chat.wire.ProblemType;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/**
 * A refusal that its receiver is meant to understand. It is an answer and not an accident, so it
 * carries no stack trace and costs little.
 */
public final class Problem extends ErrorResponseException {
  private final ProblemType type;

  private Problem(ProblemType type, @Nullable String detail, @Nullable Throwable cause) {
    super(HttpStatusCode.valueOf(type.status()), body(type, detail), cause);
    this.type = type;
  }

  /** Refuses with what to do about every occurrence of its kind. */
  public static Problem of(ProblemType type) {
    return new Problem(type, null, null);
  }

  /**
   * Refuses with a sentence about this very occurrence.
   *
   * @param detail is shown to the client: nothing in it may be secret
   */
  public static Problem of(ProblemType type, String detail) {
    return new Problem(type, detail, null);
  }

  /** Refuses a request whose named fields are wrong. */
  public static Problem invalid(List<FieldError> errors) {
    String detail =
        switch (errors.size()) {
          case 0 -> "The request breaks a rule.";
          case 1 -> errors.getFirst().sentence();
          default -> "%d fields are not valid.".formatted(errors.size());
        };
    return of(ProblemType.INVALID_REQUEST, detail).with("errors", errors);
  }

  static Problem because(ProblemType type, @Nullable String detail, Throwable cause) {
    return new Problem(type, detail, cause);
  }

  private static ProblemDetail body(ProblemType type, @Nullable String detail) {
    ProblemDetail body = ProblemDetail.forStatus(type.status());
    body.setType(URI.create(type.uri()));
    body.setTitle(type.title());
    body.setDetail(detail == null ? usual(type) : detail);
    return body;
  }

  /** A fault of ours says nothing. */
  private static @Nullable String usual(ProblemType type) {
    return type == ProblemType.INTERNAL ? null : type.remedy();
  }

  /** Adds a member to the document, for programs rather than people. */
  public Problem with(String name, Object value) {
    getBody().setProperty(name, value);
    return this;
  }

  /** Adds a header to the answer, such as {@code Retry-After}. */
  public Problem header(String name, String value) {
    getHeaders().set(name, value);
    return this;
  }

  public ProblemType type() {
    return type;
  }

  public @Nullable String detail() {
    return getBody().getDetail();
  }

  @Override
  public String getMessage() {
    return detail() == null ? type.title() : type.title() + ": " + detail();
  }

  @Override
  public synchronized Throwable fillInStackTrace() {
    return this;
  }
}
