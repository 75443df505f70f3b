package chat.messages.write;

import chat.kit.database.Lines;
import chat.kit.event.Outbox;
import chat.kit.event.OutboxRow;
import chat.messages.stream.NewMessage;
import chat.wire.RoomId;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;

/** Gives events their numbers in their rooms. What it answers is committed. */
@Component
public class RoomWriter implements DisposableBean {
  private final Outbox outbox;
  private final List<Lane> lanes;
  private final List<Lane> plainLanes;

  RoomWriter(
      EventStatement any,
      PlainStatement plain,
      Lines lines,
      Outbox outbox,
      Sockets sockets,
      Written written,
      WriteSettings settings) {
    this.outbox = outbox;
    Function<BatchStatement, List<Lane>> lanes =
        statement ->
            Stream.generate(
                    () -> new Lane(statement, lines.line(), outbox, sockets, written, settings))
                .limit(settings.lanes())
                .toList();
    this.lanes = lanes.apply(any);
    this.plainLanes = lanes.apply(plain);
  }

  @Override
  public void destroy() {
    lanes.forEach(Lane::end);
    plainLanes.forEach(Lane::end);
  }

  /**
   * The event's number, once it is committed; the sockets hear of it then, too. Empty when it would
   * change nothing: it is there already, or what it is about no longer is.
   */
  public Mono<Long> write(NewEvent event) {
    return write(event, lanes);
  }

  /**
   * The same for a message that is nothing but its text, with the check that its sender may write.
   * Empty, too, when that is not plain to see: then it takes somebody who looks closer, and {@link
   * #write}.
   */
  public Mono<Long> writePlain(NewMessage fresh) {
    return write(NewEvent.sent(fresh, PlainStatement.ANY_KIND, null), plainLanes);
  }

  private Mono<Long> write(NewEvent event, List<Lane> lanes) {
    return Mono.deferContextual(
        writer -> lane(event.room(), lanes).write(new Waiting(event, fact(event, writer))));
  }

  private @Nullable OutboxRow fact(NewEvent event, ContextView writer) {
    return event.fact() == null ? null : outbox.prepare(event.fact(), writer);
  }

  /** All events of a room go the same way, so that no two batches here want the same room. */
  private static Lane lane(RoomId room, List<Lane> lanes) {
    return lanes.get(Math.floorMod(room.hashCode(), lanes.size()));
  }
}
