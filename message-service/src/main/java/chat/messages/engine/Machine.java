package chat.messages.engine;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The rules of a session: what follows from what. It is told one thing at a time. */
final class Machine {
  private static final Logger log = LoggerFactory.getLogger(Machine.class);

  private enum State {
    POLLING,
    WEB_SOCKET,
    /** Over, but a polling client has not fetched its last words. */
    ENDING,
    OVER
  }

  private final Session session;
  private final EngineSettings settings;
  private final Timers timers;
  private final Runnable forget;
  private final Heartbeat heartbeat;
  private final Waiting waiting;
  private final Polling polling;
  private final SessionListener listener;
  private final Candidate candidate = new Candidate();

  private State state = State.POLLING;
  private @Nullable Wire wire;

  Machine(
      Session session,
      EngineSettings settings,
      Timers timers,
      SessionFactory factory,
      Runnable forget) {
    this.session = session;
    this.settings = settings;
    this.timers = timers;
    this.forget = forget;
    this.polling = new Polling(this, session, settings);
    this.waiting = polling.waiting();
    this.heartbeat =
        new Heartbeat(
            timers, session.mailbox(), settings, () -> session.put(Frame.PING), this::pingTimeout);
    this.listener = factory.opened(session);
  }

  // Polling

  void open(Poll poll) {
    heartbeat.beat();
    poll.answer(Handshake.payload(session.sid(), settings));
  }

  Polling polling() {
    return polling;
  }

  boolean isPolling() {
    return state == State.POLLING;
  }

  /** Whether all of it could be read. */
  boolean readAll(byte[] body) {
    return read(() -> handle(PacketReader.payload(body, settings.mostPackets())));
  }

  /** A poll of a session that is over may fetch its last words. */
  void pollAtTheEnd(Poll poll) {
    if (state == State.ENDING) {
      waiting.park(poll);
      waiting.flush();
      over();
    } else {
      poll.refuse(Refusal.BAD_REQUEST);
    }
  }

  boolean isProbed() {
    return candidate.isProbed();
  }

  private void handle(Iterable<Packet> packets) {
    for (Packet packet : packets) {
      if (state == State.POLLING) {
        switch (packet) {
          case Packet.Binary bytes -> listener.binary(bytes.data());
          case Packet.Text text -> handle(text);
        }
      }
    }
  }

  // WebSockets

  void open(Wire opened) {
    heartbeat.beat();
    state = State.WEB_SOCKET;
    wire = opened;
    session.put(Handshake.frame(session.sid(), settings));
  }

  void upgrade(Wire arrived) {
    checkHeartbeat();
    if (state == State.POLLING && candidate.admit(arrived)) {
      later(settings.upgrade(), () -> candidate.abandon(arrived));
    } else {
      arrived.close(CloseReason.ALREADY_UPGRADED);
    }
  }

  void text(Wire from, byte[] utf8) {
    if (from.equals(wire)) {
      receive(() -> handle(PacketReader.text(PacketReader.utf8(utf8))));
    } else if (candidate.is(from)) {
      probe(from, new String(utf8, StandardCharsets.UTF_8));
    }
  }

  void binary(Wire from, byte[] data) {
    if (from.equals(wire)) {
      receive(() -> listener.binary(data));
    } else if (candidate.is(from)) {
      candidate.abandon(from);
    }
  }

  void malformed(Wire from, String why) {
    if (from.equals(wire)) {
      end(CloseReason.MALFORMED, why);
    } else {
      candidate.abandon(from);
    }
  }

  private void receive(Runnable reading) {
    checkHeartbeat();
    if (state == State.WEB_SOCKET) {
      read(reading);
    }
  }

  private void probe(Wire from, String packet) {
    if (packet.equals("2probe")) {
      candidate.probe();
      session.reserve(Frame.PROBED);
      from.send(Frame.PROBED);
      waiting.poll().ifPresent(polling::sendHomeSoon);
    } else if (packet.equals("5") && candidate.isProbed()) {
      upgraded(from);
    } else {
      candidate.abandon(from);
    }
  }

  /** From here on everything goes over the WebSocket, first what polling has not fetched. */
  private void upgraded(Wire upgraded) {
    candidate.forget();
    wire = upgraded;
    state = State.WEB_SOCKET;
    waiting.refusePoll();
    for (Frame frame = waiting.next(); frame != null; frame = waiting.next()) {
      upgraded.send(frame);
    }
  }

  void wireLost(Wire gone) {
    if (gone.equals(wire)) {
      end(CloseReason.TRANSPORT_LOST, "the WebSocket was closed");
    } else if (candidate.is(gone)) {
      candidate.forget();
    }
  }

  // Both

  private void handle(Packet.Text packet) {
    switch (packet.type()) {
      case MESSAGE -> listener.text(packet.data());
      case PONG -> heartbeat.beat();
      case CLOSE -> endAfterLastWords(CloseReason.CLIENT_CLOSED, "the client closed", Frame.NOOP);
      case NOOP -> {}
      case OPEN, PING, UPGRADE ->
          throw new ProtocolViolation("a packet that is the server's to send, or not now");
    }
  }

  /** Whether it could be read. */
  private boolean read(Runnable reading) {
    try {
      reading.run();
      return true;
    } catch (RuntimeException e) {
      failed(e);
      return false;
    }
  }

  void failed(RuntimeException fault) {
    if (fault instanceof ProtocolViolation) {
      end(CloseReason.MALFORMED, String.valueOf(fault.getMessage()));
    } else {
      log.error("Session {} met a fault of ours", session.sid(), fault);
      end(CloseReason.INTERNAL, "a fault of ours");
    }
  }

  void deliver(Frame frame) {
    if (wire != null) {
      wire.send(frame);
    } else if (state == State.POLLING) {
      polling.deliver(frame);
    }
  }

  void drained() {
    if (state == State.POLLING || state == State.WEB_SOCKET) {
      listener.drained();
    }
  }

  void checkHeartbeat() {
    if (heartbeat.isLate()) {
      pingTimeout();
    }
  }

  private void pingTimeout() {
    end(CloseReason.PING_TIMEOUT, "no answer to a ping");
  }

  /** A polling client without a poll has one more chance to fetch what was said to it. */
  void endAfterLastWords(CloseReason reason, String detail, Frame last) {
    if (state == State.POLLING) {
      waiting.add(last);
      if (waiting.hasPoll()) {
        waiting.flush();
        over();
      } else {
        state = State.ENDING;
        later(settings.pingTimeout(), this::over);
      }
      ended(reason, detail);
    } else {
      end(reason, detail);
    }
  }

  void end(CloseReason reason, String detail) {
    if (state == State.POLLING || state == State.WEB_SOCKET) {
      if (waiting.hasPoll()) {
        waiting.add(Frame.CLOSE);
        waiting.flush();
      }
      if (wire != null) {
        wire.close(reason);
      }
      over();
      ended(reason, detail);
    }
  }

  private void over() {
    state = State.OVER;
    forget.run();
  }

  private void ended(CloseReason reason, String detail) {
    heartbeat.stop();
    wire = null;
    candidate.abandon();
    log.debug("Session {} ended: {} ({})", session.sid(), reason, detail);
    try {
      listener.closed(reason, detail);
    } catch (RuntimeException e) {
      log.error("Session {} met a fault of ours at its end", session.sid(), e);
    }
  }

  void later(Duration delay, Runnable task) {
    timers.after(delay, () -> session.mailbox().execute(task));
  }
}
