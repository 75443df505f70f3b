package chat.messages.write;

import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Writes a batch with one statement, in a transaction of its own. */
interface BatchWriter {

  /** The numbers in the order of the batch; none for an event that was not written. */
  Mono<@Nullable Long[]> write(List<Waiting> batch);
}
