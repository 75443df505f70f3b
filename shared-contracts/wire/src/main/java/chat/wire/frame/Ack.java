package chat.wire.frame;

import chat.wire.ProblemType;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.jspecify.annotations.Nullable;

/** The answer to a client's event. */
public sealed interface Ack {
  boolean ok();

  /**
   * @param result its fields stand beside {@code ok}
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Done(boolean ok, @JsonUnwrapped @Nullable Object result) implements Ack {
    public Done(@Nullable Object result) {
      this(true, result);
    }
  }

  record Refused(boolean ok, Refusal error) implements Ack {
    public Refused(Refusal error) {
      this(false, error);
    }
  }

  /** The same problem as over HTTP. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Refusal(ProblemType type, String title, @Nullable String detail) {}
}
