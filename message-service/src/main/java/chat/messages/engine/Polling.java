package chat.messages.engine;

import org.jspecify.annotations.Nullable;

/** A session's side of polling: the poll that waits, and the request whose body is on its way. */
final class Polling {
  private final Machine machine;
  private final Session session;
  private final EngineSettings settings;
  private final Waiting waiting = new Waiting();
  private @Nullable Post post;

  Polling(Machine machine, Session session, EngineSettings settings) {
    this.machine = machine;
    this.session = session;
    this.settings = settings;
  }

  Waiting waiting() {
    return waiting;
  }

  void poll(Poll poll) {
    machine.checkHeartbeat();
    if (machine.isPolling()) {
      park(poll);
    } else {
      machine.pollAtTheEnd(poll);
    }
  }

  private void park(Poll poll) {
    if (waiting.hasPoll()) {
      machine.end(CloseReason.MALFORMED, "two polls at a time");
      poll.refuse(Refusal.BAD_REQUEST);
      return;
    }
    waiting.park(poll);
    if (!waiting.isEmpty()) {
      flush();
    } else if (machine.isProbed()) {
      sendHomeSoon(poll);
    }
  }

  /**
   * A client that upgrades waits for its last poll to come back. It is held a little, because the
   * upgrade may be complete in a moment, and then the poll is an error.
   */
  void sendHomeSoon(Poll poll) {
    machine.later(settings.pause(), () -> sendHome(poll));
  }

  private void sendHome(Poll poll) {
    if (machine.isPolling() && waiting.holds(poll)) {
      session.put(Frame.NOOP);
    }
  }

  void pollLost(Poll poll) {
    if (waiting.holds(poll)) {
      waiting.forgetPoll();
      machine.end(CloseReason.TRANSPORT_LOST, "a poll was aborted");
    }
  }

  void begin(Post begun) {
    machine.checkHeartbeat();
    if (!machine.isPolling()) {
      begun.refuse(Refusal.BAD_REQUEST);
    } else if (post != null) {
      Post first = post;
      post = null;
      machine.end(CloseReason.MALFORMED, "two requests at a time");
      first.refuse(Refusal.BAD_REQUEST);
      begun.refuse(Refusal.BAD_REQUEST);
    } else {
      post = begun;
    }
  }

  void arrived(Post complete, byte[] body) {
    if (!complete.equals(post)) {
      return;
    }
    post = null;
    if (machine.isPolling() && machine.readAll(body)) {
      complete.taken();
    } else {
      complete.refuse(Refusal.BAD_REQUEST);
    }
  }

  void tooLarge(Post large) {
    if (large.equals(post)) {
      post = null;
      machine.end(CloseReason.MALFORMED, "the request is too large");
      large.refuse(Refusal.TOO_LARGE);
    }
  }

  void postLost(Post gone) {
    if (gone.equals(post)) {
      post = null;
      machine.end(CloseReason.TRANSPORT_LOST, "a request was aborted");
    }
  }

  void deliver(Frame frame) {
    waiting.add(frame);
    if (waiting.hasPoll()) {
      flush();
    }
  }

  private void flush() {
    session.written(waiting.flush());
  }
}
