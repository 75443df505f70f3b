package chat.gateway.table;

import jakarta.validation.constraints.NotBlank;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/**
 * One row of the routing table.
 *
 * @param path what is asked for; {@code *} is one segment, a {@code /**} at the end any number
 * @param rewrite the path at the service, where it is another one; {@code /**} at the end of both
 *     carries the rest over
 * @param timeout how long the service may take to begin its answer
 * @param limit the class of requests it is counted as, where the method alone does not say
 * @param largest how large a body may be, where it is not the usual
 * @param session the query's parameter with the id of a session that lives on one instance alone
 */
public record Row(
    @NotBlank String path,
    @NotBlank String service,
    @Nullable String rewrite,
    @Nullable Duration timeout,
    @Nullable String limit,
    @Nullable DataSize largest,
    @Nullable String session) {
  private static final String REST = "/**";

  public Row {
    if (rewrite != null && rewrite.endsWith(REST) && !path.endsWith(REST)) {
      throw new IllegalArgumentException(
          "The row %s has no rest that its rewrite %s could carry over".formatted(path, rewrite));
    }
  }

  /** The path to ask the service for. */
  public String target(String asked) {
    if (rewrite == null) {
      return asked;
    }
    return rewrite.endsWith(REST)
        ? withoutRest(rewrite) + asked.substring(withoutRest(path).length())
        : rewrite;
  }

  private static String withoutRest(String pattern) {
    return pattern.substring(0, pattern.length() - REST.length());
  }
}
