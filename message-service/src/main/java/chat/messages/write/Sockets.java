package chat.messages.write;

import chat.kit.Trouble;
import chat.kit.live.LiveFrames;
import chat.kit.live.LiveFrames.Addressed;
import chat.messages.batch.Batches;
import chat.wire.RoomId;
import chat.wire.frame.ServerFrame;
import chat.wire.names.Channels;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Tells the sockets that have a room open, at most once: what they miss they find by its seq. */
@Component
public class Sockets implements DisposableBean {
  private static final Logger log = LoggerFactory.getLogger(Sockets.class);

  private final Trouble trouble = new Trouble(log, "Telling the sockets what is committed");
  private final LiveFrames live;
  private final WriteSettings settings;
  private final Counter untold;
  private final Batches<Addressed> frames;

  Sockets(LiveFrames live, WriteSettings settings, MeterRegistry meters) {
    this.live = live;
    this.settings = settings;
    this.untold =
        Counter.builder("chat.live.untold")
            .description("Frames of which sockets were not told, who then find them by their seqs")
            .register(meters);
    this.frames = new Batches<>(settings.queue(), settings.batch(), this::publish);
  }

  @Override
  public void destroy() {
    frames.dispose();
  }

  /** Never fails: what is told is true already. */
  public Mono<Void> tell(RoomId room, ServerFrame frame) {
    return publish(List.of(addressed(room, frame)));
  }

  /** After all that was given before; nobody waits for it. */
  void tellSoon(List<ServerFrame.Durable> told) {
    List<Addressed> refused =
        frames.offerAll(told.stream().map(frame -> addressed(frame.room(), frame)).toList());
    if (!refused.isEmpty()) {
      failed(refused.size(), new RejectedExecutionException("More than may wait"));
    }
  }

  private static Addressed addressed(RoomId room, ServerFrame frame) {
    return new Addressed(Channels.room(room), frame);
  }

  private Mono<Void> publish(List<Addressed> frames) {
    return live.publish(frames)
        .timeout(settings.live())
        .doOnSuccess(told -> trouble.over())
        .doOnError(error -> failed(frames.size(), error))
        .onErrorComplete();
  }

  private void failed(int frames, Throwable error) {
    untold.increment(frames);
    trouble.met(error);
  }
}
