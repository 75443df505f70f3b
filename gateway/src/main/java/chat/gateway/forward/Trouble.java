package chat.gateway.forward;

import chat.kit.problem.Problem;
import chat.wire.ProblemType;
import io.netty.handler.timeout.ReadTimeoutException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.concurrent.TimeoutException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;
import reactor.netty.channel.AbortedException;
import reactor.netty.internal.shaded.reactor.pool.PoolAcquirePendingLimitException;
import reactor.netty.internal.shaded.reactor.pool.PoolAcquireTimeoutException;

/** What can go wrong between the gateway and a service. */
enum Trouble {
  /** The request has not left the gateway, so any other instance may have it. */
  NOT_REACHED,
  /** The connection broke before an answer: the service may have done the work or not. */
  BROKEN,
  /** It was asked and has not begun to answer in its time. */
  SILENT,
  /** It was silent so often that nobody is kept waiting for it, for a while. */
  LEFT_ALONE,
  /** It has as many requests under way as it may have. */
  FULL,
  /** Nothing that the way to the service explains. */
  OTHER;

  static Trouble of(Throwable error) {
    return switch (error) {
      case PoolAcquirePendingLimitException e -> FULL;
      case PoolAcquireTimeoutException e -> FULL;
      case ConnectException e -> NOT_REACHED;
      case UnknownHostException e -> NOT_REACHED;
      case NoRouteToHostException e -> NOT_REACHED;
      case ReadTimeoutException e -> SILENT;
      case TimeoutException e -> SILENT;
      case ResponseStatusException e when e.getStatusCode() == HttpStatus.GATEWAY_TIMEOUT -> SILENT;
      // it had ended before anything was sent on it
      case AbortedException e when AbortedException.isConnectionReset(e) -> NOT_REACHED;
      case AbortedException e -> BROKEN;
      case IOException e -> BROKEN;
      default -> OTHER;
    };
  }

  Problem problem(String service) {
    Problem problem =
        switch (this) {
          case NOT_REACHED ->
              Problem.of(ProblemType.UNAVAILABLE, service + " cannot be reached at the moment.");
          case BROKEN -> Problem.of(ProblemType.UNAVAILABLE, service + " broke off its answer.");
          case SILENT -> Problem.of(ProblemType.TIMEOUT, service + " did not answer in its time.");
          case LEFT_ALONE ->
              Problem.of(
                  ProblemType.UNAVAILABLE,
                  service + " has not answered lately and is left alone for some seconds.");
          case FULL -> Problem.of(ProblemType.BUSY, service + " has all it can do.");
          case OTHER -> Problem.of(ProblemType.INTERNAL);
        };
    return problem.with("service", service).header(HttpHeaders.RETRY_AFTER, "1");
  }
}
