package chat.kit.problem;

import static chat.wire.ProblemType.INTERNAL;
import static chat.wire.ProblemType.INVALID_REQUEST;
import static chat.wire.ProblemType.MALFORMED_REQUEST;
import static chat.wire.ProblemType.METHOD_NOT_ALLOWED;
import static chat.wire.ProblemType.NOT_ACCEPTABLE;
import static chat.wire.ProblemType.NOT_FOUND;
import static chat.wire.ProblemType.PAYLOAD_TOO_LARGE;
import static chat.wire.ProblemType.TIMEOUT;
import static chat.wire.ProblemType.UNAVAILABLE;
import static chat.wire.ProblemType.UNKNOWN_VERSION;
import static chat.wire.ProblemType.UNSUPPORTED_MEDIA_TYPE;

import chat.wire.ProblemType;
import jakarta.validation.ConstraintViolationException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.http.HttpMethod;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.accept.InvalidApiVersionException;
import org.springframework.web.accept.MissingApiVersionException;
import org.springframework.web.bind.support.WebExchangeBindException;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.reactive.function.client.WebClientRequestException;
import org.springframework.web.reactive.resource.NoResourceFoundException;
import org.springframework.web.server.ContentTooLargeException;
import org.springframework.web.server.MethodNotAllowedException;
import org.springframework.web.server.MissingRequestValueException;
import org.springframework.web.server.NotAcceptableStatusException;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebInputException;
import org.springframework.web.server.UnsupportedMediaTypeStatusException;

/** Finds the word for whatever went wrong; what has no word is INTERNAL and says nothing. */
public final class Problems {
  /** A chain of causes longer than this is a loop. */
  private static final int CAUSES = 16;

  private Problems() {}

  public static Problem of(Throwable error) {
    return switch (error) {
      case Problem problem -> problem;
      case WebExchangeBindException e -> Problem.invalid(Validation.errors(e));
      case HandlerMethodValidationException e when !e.isForReturnValue() ->
          Problem.invalid(Validation.errors(e));
      case ConstraintViolationException e -> Problem.invalid(Validation.errors(e));
      case MissingRequestValueException e ->
          Problem.invalid(List.of(new FieldError(e.getName(), "is needed")));
      case ContentTooLargeException e -> tooLarge(e);
      case ServerWebInputException e -> UnreadableInput.problem(e);
      case NoResourceFoundException e -> Problem.because(NOT_FOUND, null, e);
      case MethodNotAllowedException e -> methodNotAllowed(e);
      case NotAcceptableStatusException e -> notAcceptable(e);
      case UnsupportedMediaTypeStatusException e -> unsupported(e);
      case InvalidApiVersionException e -> Problem.because(UNKNOWN_VERSION, e.getReason(), e);
      case MissingApiVersionException e -> Problem.because(UNKNOWN_VERSION, e.getReason(), e);
      // all that Spring says of a form that comes where JSON is read
      case ResponseStatusException e when e.getStatusCode().value() == 415 ->
          Problem.because(UNSUPPORTED_MEDIA_TYPE, "It takes application/json.", e);
      case ResponseStatusException e -> byStatus(e, e.getReason(), e);
      case ErrorResponse e -> byStatus(e, e.getBody().getDetail(), error);
      default -> causes(error).flatMap(Problems::fromCause).findFirst().orElseGet(() -> bug(error));
    };
  }

  /** What a store, a broker or another service did, at whatever depth of the chain it is said. */
  private static Stream<Problem> fromCause(Throwable cause) {
    return switch (cause) {
      case Problem problem -> Stream.of(problem);
      case DataBufferLimitException e -> Stream.of(tooLarge(e));
      case TimeoutException e -> Stream.of(Problem.because(TIMEOUT, null, e));
      case QueryTimeoutException e -> Stream.of(Problem.because(TIMEOUT, null, e));
      case io.netty.handler.timeout.TimeoutException e ->
          Stream.of(Problem.because(TIMEOUT, null, e));
      case ConnectException e -> Stream.of(away(e));
      case UnknownHostException e -> Stream.of(away(e));
      case DataAccessResourceFailureException e -> Stream.of(away(e));
      case TransientDataAccessResourceException e -> Stream.of(away(e));
      case CannotCreateTransactionException e -> Stream.of(away(e));
      case WebClientRequestException e when timeout(e) ->
          Stream.of(Problem.because(TIMEOUT, null, e));
      case WebClientRequestException e -> Stream.of(away(e));
      default -> Stream.empty();
    };
  }

  private static boolean timeout(Throwable error) {
    return causes(error)
        .anyMatch(
            cause ->
                cause instanceof TimeoutException
                    || cause instanceof io.netty.handler.timeout.TimeoutException);
  }

  private static Stream<Throwable> causes(Throwable error) {
    List<Throwable> chain = new ArrayList<>();
    for (Throwable e = error; e != null && chain.size() < CAUSES; e = e.getCause()) {
      chain.add(e);
    }
    return chain.stream();
  }

  private static Problem away(Throwable cause) {
    return Problem.because(UNAVAILABLE, null, cause);
  }

  private static Problem bug(Throwable error) {
    return Problem.because(INTERNAL, null, error);
  }

  private static Problem tooLarge(Throwable cause) {
    return Problem.because(PAYLOAD_TOO_LARGE, null, cause);
  }

  private static Problem methodNotAllowed(MethodNotAllowedException e) {
    List<String> allowed = e.getSupportedMethods().stream().map(HttpMethod::name).sorted().toList();
    return withHeaders(e, METHOD_NOT_ALLOWED, "It takes " + either(allowed) + ".");
  }

  private static Problem notAcceptable(NotAcceptableStatusException e) {
    return withHeaders(
        e, NOT_ACCEPTABLE, "It answers in " + either(e.getSupportedMediaTypes()) + ".");
  }

  private static Problem unsupported(UnsupportedMediaTypeStatusException e) {
    return withHeaders(
        e, UNSUPPORTED_MEDIA_TYPE, "It takes " + either(e.getSupportedMediaTypes()) + ".");
  }

  private static Problem withHeaders(
      ResponseStatusException e, ProblemType type, @Nullable String detail) {
    Problem problem = Problem.because(type, detail, e);
    problem.getHeaders().putAll(e.getHeaders());
    return problem;
  }

  private static Problem byStatus(ErrorResponse e, @Nullable String detail, Throwable cause) {
    ProblemType type = type(e.getStatusCode().value());
    Problem problem = Problem.because(type, type == INTERNAL ? null : detail, cause);
    problem.getHeaders().putAll(e.getHeaders());
    return problem;
  }

  private static ProblemType type(int status) {
    return switch (status) {
      case 400 -> MALFORMED_REQUEST;
      case 401 -> ProblemType.UNAUTHENTICATED;
      case 403 -> ProblemType.FORBIDDEN;
      case 404 -> NOT_FOUND;
      case 405 -> METHOD_NOT_ALLOWED;
      case 406 -> NOT_ACCEPTABLE;
      case 409 -> ProblemType.CONFLICT;
      case 410 -> ProblemType.GONE;
      case 412 -> ProblemType.OUTDATED;
      case 413 -> PAYLOAD_TOO_LARGE;
      case 415 -> UNSUPPORTED_MEDIA_TYPE;
      case 429 -> ProblemType.TOO_MANY_REQUESTS;
      case 502, 503 -> UNAVAILABLE;
      case 504 -> TIMEOUT;
      default -> status < 500 ? INVALID_REQUEST : INTERNAL;
    };
  }

  private static String either(Collection<?> values) {
    return values.isEmpty()
        ? "nothing"
        : values.stream().map(Object::toString).distinct().collect(Collectors.joining(", "));
  }
}
