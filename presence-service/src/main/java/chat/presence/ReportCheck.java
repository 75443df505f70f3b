package chat.presence;

import chat.kit.problem.FieldError;
import chat.kit.problem.Problem;
import chat.wire.internal.ConnectionReport;
import chat.wire.internal.ConnectionReport.Connection;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Refuses a report that the state could not hold. */
@Component
class ReportCheck {
  /** Names stand beside each other in Redis, with a bar between them. */
  private static final Pattern NAME = Pattern.compile("[\\w.:-]{1,100}");

  private final int most;

  ReportCheck(PresenceSettings settings) {
    this.most = settings.connections();
  }

  Mono<ConnectionReport> valid(ConnectionReport report) {
    List<FieldError> errors = new ArrayList<>();
    if (!named(report.node())) {
      errors.add(new FieldError("node", "must be 1 to 100 letters, digits or . : _ -"));
    }
    checkList("opened", report.opened(), this::sound, errors);
    checkList("closed", report.closed(), ReportCheck::named, errors);
    if (errors.isEmpty() && repeats(report.opened())) {
      errors.add(new FieldError("opened", "must name each connection once"));
    }
    return errors.isEmpty() ? Mono.just(report) : Mono.error(Problem.invalid(errors));
  }

  // a document may lack what the record promises
  @SuppressWarnings("NullAway")
  private boolean sound(@Nullable Connection connection) {
    return connection != null
        && named(connection.id())
        && connection.user() != null
        && connection.session() != null;
  }

  private <T> void checkList(
      String field,
      @Nullable List<T> values,
      java.util.function.Predicate<T> sound,
      List<FieldError> errors) {
    if (values == null) {
      errors.add(new FieldError(field, "must be a list"));
    } else if (values.size() > most) {
      errors.add(new FieldError(field, "must have at most %d entries".formatted(most)));
    } else if (!values.stream().allMatch(sound)) {
      errors.add(new FieldError(field, "has an entry that is not valid"));
    }
  }

  private static boolean named(@Nullable String name) {
    return name != null && NAME.matcher(name).matches();
  }

  private static boolean repeats(List<Connection> opened) {
    var seen = new HashSet<String>();
    return !opened.stream().allMatch(connection -> seen.add(connection.id()));
  }
}
