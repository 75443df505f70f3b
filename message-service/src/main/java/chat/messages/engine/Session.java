package chat.messages.engine;

import java.util.List;
import java.util.concurrent.Executor;

/**
 * One client's session, from its handshake to its end, over polling, a WebSocket, or the first and
 * then the second. Every method may be called from any thread; what it does happens in the mailbox,
 * one thing after the other.
 */
public final class Session {
  private final String sid;
  private final Visitor visitor;
  private final Mailbox mailbox = new Mailbox(this::failed);
  private final Backlog backlog;
  private final Machine machine;

  Session(
      String sid,
      Visitor visitor,
      EngineSettings settings,
      Timers timers,
      SessionFactory factory,
      Runnable forget) {
    this.sid = sid;
    this.visitor = visitor;
    this.backlog = new Backlog(settings.backlog());
    this.machine = new Machine(this, settings, timers, factory, forget);
  }

  public String sid() {
    return sid;
  }

  public Visitor visitor() {
    return visitor;
  }

  /** Runs tasks of this session's user in turn with everything else that happens to it. */
  public Executor mailbox() {
    return mailbox;
  }

  /** Says something that may be left out; false when there is no room for it. */
  public boolean offer(Frame frame) {
    boolean room = backlog.offer(frame.size());
    if (room) {
      mailbox.execute(() -> machine.deliver(frame));
    }
    return room;
  }

  public void send(Frame frame) {
    send(List.of(frame));
  }

  /**
   * Says something that must be said, with nothing in between; a client that leaves no room for it
   * loses its session.
   */
  public void send(List<Frame> frames) {
    if (backlog.force(frames.stream().mapToInt(Frame::size).sum())) {
      mailbox.execute(() -> frames.forEach(machine::deliver));
    } else {
      mailbox.execute(() -> machine.end(CloseReason.TOO_SLOW, "it does not read what it is sent"));
    }
  }

  /** What was sent before still arrives. */
  public void close(CloseReason reason, String detail) {
    mailbox.execute(() -> machine.endAfterLastWords(reason, detail, Frame.CLOSE));
  }

  /** Begins with polling; the poll is answered with the handshake. */
  public void open(Poll poll) {
    mailbox.execute(() -> machine.open(poll));
  }

  public void poll(Poll poll) {
    mailbox.execute(() -> machine.polling().poll(poll));
  }

  /** The client went away before it was answered, or could not be answered. */
  public void pollLost(Poll poll) {
    mailbox.execute(() -> machine.polling().pollLost(poll));
  }

  /** A request's body begins. */
  public void begin(Post post) {
    mailbox.execute(() -> machine.polling().begin(post));
  }

  /** It is all there. */
  public void arrived(Post post, byte[] body) {
    mailbox.execute(() -> machine.polling().arrived(post, body));
  }

  /** Its body is larger than we said we take. */
  public void tooLarge(Post post) {
    mailbox.execute(() -> machine.polling().tooLarge(post));
  }

  public void postLost(Post post) {
    mailbox.execute(() -> machine.polling().postLost(post));
  }

  /** Begins with a WebSocket, over which the handshake goes out. */
  public void open(Wire wire) {
    mailbox.execute(() -> machine.open(wire));
  }

  /** A WebSocket that wants to take the place of polling. */
  public void upgrade(Wire wire) {
    mailbox.execute(() -> machine.upgrade(wire));
  }

  public void text(Wire from, byte[] utf8) {
    mailbox.execute(() -> machine.text(from, utf8));
  }

  public void binary(Wire from, byte[] data) {
    mailbox.execute(() -> machine.binary(from, data));
  }

  /** What came is none of the protocol's frames. */
  public void malformed(Wire from, String why) {
    mailbox.execute(() -> machine.malformed(from, why));
  }

  /** It is gone, whoever closed it. */
  public void wireLost(Wire wire) {
    mailbox.execute(() -> machine.wireLost(wire));
  }

  /** So much of what was sent has left our hands. */
  public void written(int size) {
    if (backlog.written(size)) {
      mailbox.execute(machine::drained);
    }
  }

  /** Says something of the protocol's own, which is small and always has room. */
  void put(Frame frame) {
    reserve(frame);
    machine.deliver(frame);
  }

  private void failed(RuntimeException fault) {
    machine.failed(fault);
  }

  void reserve(Frame frame) {
    backlog.force(frame.size());
  }
}
