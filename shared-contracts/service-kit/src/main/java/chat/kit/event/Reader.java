package chat.kit.event;

import com.rabbitmq.client.Channel;
import java.io.IOException;
import reactor.core.publisher.Mono;

/** What is read from a queue, and what is done about it. */
interface Reader {
  /** For people, in logs and metrics. */
  String name();

  /**
   * Declares what it needs. Blocks.
   *
   * @return the queue to read
   */
  String declare(Channel channel) throws IOException;

  /**
   * Ends well when the arrival is dealt with, so that it can be acknowledged; fails with {@link
   * SessionOverException} to leave it to a later session.
   */
  Mono<Void> read(Arrival arrival, Session session);
}
