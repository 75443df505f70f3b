package chat.messages.socketio;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import chat.messages.engine.CloseReason;
import chat.messages.engine.EngineSettings;
import chat.messages.engine.Frame;
import chat.messages.engine.ManualTimers;
import chat.messages.engine.Poll;
import chat.messages.engine.Post;
import chat.messages.engine.Refusal;
import chat.messages.engine.Session;
import chat.messages.engine.SessionListener;
import chat.messages.engine.Sessions;
import chat.messages.engine.Visitor;
import chat.messages.engine.Wire;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A client that does whatever the input says, one thing a line: what the line begins with says what
 * it does, and the rest is what it says. However wild, it may harm nobody but its own session, and
 * nothing of it may stay.
 */
public final class FuzzedSession {
  private static final Pattern LINE = Pattern.compile("\n");
  private static final int MOST_LINES = 200;
  private static final int BACKLOG = 20_000;
  private static final Duration LONG_AFTER = Duration.ofMinutes(5);

  /** What one input leaves here, the next one finds. */
  private static final ManualTimers TIMERS = new ManualTimers();

  private static final SocketIo SOCKET_IO =
      new SocketIo(
          SocketIoSettings.usual(),
          TIMERS,
          Map.of(
              "/", arrival -> arrival.accept(FuzzedSession::echo),
              "/custom", arrival -> arrival.accept(FuzzedSession::echo),
              "/closed", arrival -> arrival.refuse("closed", null)));

  private static final Sessions SESSIONS =
      new Sessions(settings(), TIMERS, opened -> new Watched(SOCKET_IO.opened(opened)));

  private final Session session = SESSIONS.create(new Visitor(null, "fuzz"));
  private final Socketlike wire = new Socketlike(session);
  private boolean candidate;

  private FuzzedSession() {}

  private static EngineSettings settings() {
    EngineSettings usual = EngineSettings.usual("fuzz");
    return new EngineSettings(
        usual.node(),
        usual.pingInterval(),
        usual.pingTimeout(),
        10_000,
        50,
        BACKLOG,
        usual.upgrade(),
        usual.pause(),
        1,
        usual.pace(),
        usual.patience(),
        usual.deflate());
  }

  private static SocketListener echo(Socket socket) {
    return (name, arguments, reply) -> {
      socket.emit("back", arguments);
      reply.send(arguments);
      if (name.equals("ask")) {
        socket.ask("question", arguments, answer -> socket.emit("answered", answer));
      }
    };
  }

  /** Fails when it finds something that must not be. */
  public static void fuzzerTestOneInput(byte[] input) {
    new FuzzedSession().run(LINE.split(new String(input, ISO_8859_1), MOST_LINES));
  }

  private void run(String[] lines) {
    boolean polling = !lines[0].startsWith("w");
    if (polling) {
      session.open(new Once());
    } else {
      session.open(wire);
    }
    for (String line : lines) {
      if (!line.isEmpty()) {
        act(line.charAt(0), line.substring(1).getBytes(ISO_8859_1));
      }
    }
    TIMERS.pass(LONG_AFTER);
    require(SESSIONS.all().isEmpty(), "a session that nobody speaks to stays");
    require(TIMERS.isEmpty(), "a timer of a session that is over stays");
  }

  private void act(char what, byte[] said) {
    Once once = new Once();
    switch (what) {
      case 't' -> session.text(wire, said);
      case 'b' -> session.binary(wire, said);
      case 'o' -> {
        session.begin(once);
        session.arrived(once, said);
      }
      case 'l' -> session.begin(once);
      case 'g' -> session.poll(once);
      case 'a' -> {
        session.poll(once);
        session.pollLost(once);
      }
      case 'u' -> {
        if (!candidate) {
          candidate = true;
          session.upgrade(wire);
        }
      }
      case 'x' -> session.wireLost(wire);
      case 's' -> wire.stuck = true;
      case 'r' -> wire.read();
      case '+' -> TIMERS.pass(Duration.ofSeconds(said.length));
      default -> {}
    }
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new AssertionError(otherwise);
    }
  }

  /** A request that must not be answered twice. */
  private static final class Once implements Poll, Post {
    private boolean answered;

    @Override
    public void answer(byte[] payload) {
      taken();
      // base64 and separators make more of it
      require(payload.length <= 4 * BACKLOG, "a poll is answered with more than may wait");
    }

    @Override
    public void taken() {
      require(!answered, "a request is answered twice");
      answered = true;
    }

    @Override
    public void refuse(Refusal refusal) {
      taken();
    }
  }

  /** A WebSocket whose other side may stop reading. */
  private static final class Socketlike implements Wire {
    private final Session session;
    private boolean stuck;
    private int unread;

    Socketlike(Session session) {
      this.session = session;
    }

    @Override
    public void send(Frame frame) {
      if (stuck) {
        unread += frame.size();
        require(unread <= 4 * BACKLOG, "more waits than may wait");
      } else {
        session.written(frame.size());
      }
    }

    void read() {
      stuck = false;
      int read = unread;
      unread = 0;
      session.written(read);
    }

    @Override
    public void close(CloseReason reason) {
      session.wireLost(this);
    }
  }

  /** A session never ends by a fault of ours. */
  private record Watched(SessionListener real) implements SessionListener {
    @Override
    public void text(String message) {
      real.text(message);
    }

    @Override
    public void binary(byte[] message) {
      real.binary(message);
    }

    @Override
    public void drained() {
      real.drained();
    }

    @Override
    public void closed(CloseReason reason, String detail) {
      real.closed(reason, detail);
      require(reason != CloseReason.INTERNAL, "a fault of ours: see the log");
    }
  }
}
