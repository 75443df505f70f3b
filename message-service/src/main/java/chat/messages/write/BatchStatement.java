package chat.messages.write;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import reactor.core.publisher.Mono;

/** A statement that writes a batch, and answers with one row: see {@link Numbers}. */
interface BatchStatement {
  String sql();

  List<Object> arguments(List<Waiting> batch);

  /** What becomes of a batch that the database refused, and of which nothing is written. */
  default Mono<@Nullable Long[]> refused(
      List<Waiting> batch, DataIntegrityViolationException refusal) {
    return Mono.error(refusal);
  }
}
