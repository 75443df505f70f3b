package chat.messages.write;

import chat.kit.event.Outbox;
import chat.kit.event.OutboxRow;
import chat.kit.live.LiveFrames;
import chat.wire.RoomId;
import chat.wire.frame.ServerFrame;
import chat.wire.names.Channels;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Gives events their numbers in their rooms. What it answers is committed. */
@Component
public class RoomWriter implements DisposableBean {
  private static final Logger log = LoggerFactory.getLogger(RoomWriter.class);

  private final Outbox outbox;
  private final LiveFrames live;
  private final WriteSettings settings;
  private final List<Lane> lanes;
  private final Disposable work;

  RoomWriter(EventWriter writer, Outbox outbox, LiveFrames live, WriteSettings settings) {
    this.outbox = outbox;
    this.live = live;
    this.settings = settings;
    this.lanes = Stream.generate(() -> new Lane(writer, settings)).limit(settings.lanes()).toList();
    this.work = Flux.merge(lanes.stream().map(Lane::work).toList()).subscribe();
  }

  @Override
  public void destroy() {
    work.dispose();
  }

  /**
   * The event's number, once it is committed and told to the sockets. Empty when it would change
   * nothing: it is there already, or what it is about no longer is.
   */
  public Mono<Long> write(NewEvent event) {
    return Mono.fromCallable(() -> new Waiting(event, fact(event)))
        .flatMap(waiting -> lane(event.room()).write(waiting))
        .delayUntil(seq -> tell(event.frame().apply(seq)));
  }

  private @Nullable OutboxRow fact(NewEvent event) {
    return event.fact() == null ? null : outbox.prepare(event.fact());
  }

  /** All events of a room go the same way, so that no two batches here want the same room. */
  private Lane lane(RoomId room) {
    return lanes.get(Math.floorMod(room.hashCode(), lanes.size()));
  }

  /** A socket that misses it finds it by its seq, so a failure here is not the writer's. */
  private Mono<Void> tell(ServerFrame.Durable frame) {
    return live.publish(Channels.room(frame.room()), frame)
        .timeout(settings.live())
        .onErrorResume(error -> untold(frame, error));
  }

  private static Mono<Void> untold(ServerFrame.Durable frame, Throwable error) {
    log.warn(
        "Event {} of room {} was not told to the sockets: {}",
        frame.seq(),
        frame.room(),
        error.toString());
    return Mono.empty();
  }
}
