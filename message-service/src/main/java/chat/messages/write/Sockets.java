package chat.messages.write;

import chat.kit.live.LiveFrames;
import chat.wire.RoomId;
import chat.wire.frame.ServerFrame;
import chat.wire.names.Channels;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Tells the sockets that have a room open, at most once: what they miss they find by its seq. */
@Component
public class Sockets {
  private static final Logger log = LoggerFactory.getLogger(Sockets.class);

  private final LiveFrames live;
  private final WriteSettings settings;

  Sockets(LiveFrames live, WriteSettings settings) {
    this.live = live;
    this.settings = settings;
  }

  /** Never fails: what is told is true already. */
  public Mono<Void> tell(RoomId room, ServerFrame frame) {
    return live.publish(Channels.room(room), frame)
        .timeout(settings.live())
        .onErrorResume(error -> untold(room, frame, error));
  }

  private static Mono<Void> untold(RoomId room, ServerFrame frame, Throwable error) {
    log.warn("The sockets in room {} were not told {}: {}", room, frame.type(), error.toString());
    return Mono.empty();
  }
}
