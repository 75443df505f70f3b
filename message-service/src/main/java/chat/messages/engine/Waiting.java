package chat.messages.engine;

import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** What a polling client has not fetched yet, and the poll that waits for more. */
final class Waiting {
  private static final int SEPARATOR = 0x1e;

  private final Queue<Frame> frames = new ArrayDeque<>();
  private @Nullable Poll poll;

  Optional<Poll> poll() {
    return Optional.ofNullable(poll);
  }

  boolean hasPoll() {
    return poll != null;
  }

  boolean holds(Poll other) {
    return other.equals(poll);
  }

  void park(Poll arrived) {
    poll = arrived;
  }

  void forgetPoll() {
    poll = null;
  }

  void add(Frame frame) {
    frames.add(frame);
  }

  boolean isEmpty() {
    return frames.isEmpty();
  }

  @Nullable Frame next() {
    return frames.poll();
  }

  /**
   * Answers the poll with everything there is.
   *
   * @return how many bytes of the backlog went with it
   */
  int flush() {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    int size = 0;
    for (Frame frame = next(); frame != null; frame = next()) {
      if (size > 0) {
        body.write(SEPARATOR);
      }
      frame.poll(body);
      size += frame.size();
    }
    Poll answered = poll;
    poll = null;
    if (answered != null) {
      answered.answer(body.toByteArray());
    }
    return size;
  }

  void refusePoll() {
    Poll refused = poll;
    poll = null;
    if (refused != null) {
      refused.refuse(Refusal.BAD_REQUEST);
    }
  }
}
