package chat.messages.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The rules of a session, without a network and with a clock of our own. */
class SessionTest {
  private static final EngineSettings SETTINGS =
      EngineSettings.usual("here").heartbeat(Duration.ofSeconds(25), Duration.ofSeconds(20));

  private final ManualTimers timers = new ManualTimers();
  private final List<String> ends = new ArrayList<>();
  private final List<String> heard = new ArrayList<>();
  private final Sessions sessions = new Sessions(SETTINGS, timers, session -> new Recorder());
  private final Session session = sessions.create(new Visitor("127.0.0.1", "a test"));

  @Test
  void pingsAfterTheIntervalAndAgainAfterEachAnswer() {
    FakeWire wire = opened();

    timers.pass(Duration.ofSeconds(25));
    assertThat(wire.sent).containsExactly("2");
    timers.pass(Duration.ofSeconds(10));
    session.text(wire, bytes("3"));
    timers.pass(Duration.ofSeconds(24));
    assertThat(wire.sent).containsExactly("2");
    timers.pass(Duration.ofSeconds(1));
    assertThat(wire.sent).containsExactly("2", "2");
  }

  @Test
  void endsWhenAPingStaysUnanswered() {
    FakeWire wire = opened();

    timers.pass(Duration.ofSeconds(44));
    assertThat(ends).isEmpty();
    timers.pass(Duration.ofSeconds(1));

    assertThat(ends).containsExactly("PING_TIMEOUT");
    assertThat(wire.closed).containsExactly(CloseReason.PING_TIMEOUT);
    assertThat(sessions.find(session.sid())).isNull();
  }

  @Test
  void endsOnTimeEvenWhenItsTimerIsLate() {
    opened();
    timers.pass(Duration.ofSeconds(25));
    timers.passUnnoticed(Duration.ofSeconds(20));
    FakePoll poll = new FakePoll();

    session.poll(poll);

    assertThat(poll.answers).containsExactly("refused BAD_REQUEST");
    assertThat(ends).containsExactly("PING_TIMEOUT");
  }

  @Test
  void doesNotBlameTheClientForAPauseOfOurs() {
    FakeWire wire = opened();
    timers.passUnnoticed(Duration.ofSeconds(60));

    timers.pass(Duration.ZERO);
    session.text(wire, bytes("4still here"));
    timers.pass(Duration.ofSeconds(19));

    assertThat(ends).isEmpty();
    assertThat(wire.sent).containsExactly("2");
  }

  @Test
  void aTimerThatWasCancelledTooLateDoesNothing() {
    FakeWire wire = opened();
    timers.pass(Duration.ofSeconds(26));
    session.text(wire, bytes("3"));

    timers.pass(Duration.ofSeconds(24));

    assertThat(ends).isEmpty();
  }

  @Test
  void twoRequestsAtATimeEndTheSession() {
    session.open(new FakePoll());
    FakePoll first = new FakePoll();
    FakePoll second = new FakePoll();

    session.begin(first);
    session.begin(second);

    assertThat(first.answers).containsExactly("refused BAD_REQUEST");
    assertThat(second.answers).containsExactly("refused BAD_REQUEST");
    assertThat(ends).containsExactly("MALFORMED");
  }

  @Test
  void anAbortedRequestEndsTheSession() {
    session.open(new FakePoll());
    FakePoll post = new FakePoll();
    session.begin(post);

    session.postLost(post);

    assertThat(ends).containsExactly("TRANSPORT_LOST");
  }

  @Test
  void theEndOfARequestThatIsAnsweredMeansNothing() {
    session.open(new FakePoll());
    FakePoll post = new FakePoll();
    session.begin(post);
    session.arrived(post, bytes("4hello"));

    session.postLost(post);

    assertThat(post.answers).containsExactly("ok");
    assertThat(ends).isEmpty();
  }

  @Test
  void lastWordsWaitForOnePollAndNotForEver() {
    session.open(new FakePoll());
    session.send(Frame.message("goodbye"));
    session.close(CloseReason.SERVER_CLOSED, "enough");
    FakePoll poll = new FakePoll();

    session.poll(poll);

    assertThat(poll.answers).containsExactly("4goodbye\u001e1");
    assertThat(sessions.find(session.sid())).isNull();
  }

  @Test
  void lastWordsThatNobodyFetchesAreForgotten() {
    session.open(new FakePoll());
    session.close(CloseReason.SERVER_CLOSED, "enough");

    timers.pass(SETTINGS.pingTimeout());

    assertThat(sessions.find(session.sid())).isNull();
  }

  @Test
  void takesNoMoreForAClientThatDoesNotReadAndSaysWhenThereIsRoom() {
    FakeWire wire = opened();
    Frame frame = Frame.message("x".repeat(100_000));
    int taken = 0;
    while (session.offer(frame)) {
      taken++;
    }
    assertThat(taken).isEqualTo(9);
    assertThat(heard).isEmpty();

    for (int i = 0; i < taken; i++) {
      session.written(frame.size());
    }

    assertThat(heard).containsExactly("drained");
    assertThat(session.offer(frame)).isTrue();
    assertThat(wire.sent).hasSize(taken + 1);
  }

  @Test
  void losesAClientThatDoesNotReadWhatItMustBeTold() {
    FakeWire wire = opened();
    for (int i = 0; i < 21; i++) {
      session.send(Frame.message("x".repeat(100_000)));
    }

    assertThat(ends).containsExactly("TOO_SLOW");
    assertThat(wire.closed).containsExactly(CloseReason.TOO_SLOW);
  }

  @Test
  void aFaultOfOursEndsItsOwnSessionOnly() {
    FakeWire wire = opened();

    session.text(wire, bytes("4break"));

    assertThat(ends).containsExactly("INTERNAL");
    session.mailbox().execute(() -> heard.add("the mailbox still works"));
    assertThat(heard).contains("the mailbox still works");
  }

  @Test
  void namesItsNode() {
    assertThat(session.sid()).endsWith(".here");
  }

  private FakeWire opened() {
    FakeWire wire = new FakeWire();
    session.open(wire);
    assertThat(wire.sent.removeFirst()).startsWith("0{");
    return wire;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private final class Recorder implements SessionListener {
    @Override
    public void text(String message) {
      if (message.equals("break")) {
        throw new IllegalStateException("on purpose");
      }
      heard.add(message);
    }

    @Override
    public void binary(byte[] message) {
      heard.add("bytes");
    }

    @Override
    public void drained() {
      heard.add("drained");
    }

    @Override
    public void closed(CloseReason reason, String detail) {
      ends.add(reason.name());
    }
  }

  /** Keeps what is sent, and lets nothing through. */
  private final class FakeWire implements Wire {
    private final List<String> sent = new ArrayList<>();
    private final List<CloseReason> closed = new ArrayList<>();

    @Override
    public void send(Frame frame) {
      ByteArrayOutputStream payload = new ByteArrayOutputStream();
      frame.poll(payload);
      String text = payload.toString(StandardCharsets.UTF_8);
      sent.add(text);
      if (!text.startsWith("4")) {
        session.written(frame.size());
      }
    }

    @Override
    public void close(CloseReason reason) {
      closed.add(reason);
    }
  }

  private static final class FakePoll implements Poll, Post {
    private final List<String> answers = new ArrayList<>();

    @Override
    public void answer(byte[] payload) {
      answers.add(new String(payload, StandardCharsets.UTF_8));
    }

    @Override
    public void taken() {
      answers.add("ok");
    }

    @Override
    public void refuse(Refusal refusal) {
      answers.add("refused " + refusal);
    }
  }
}
