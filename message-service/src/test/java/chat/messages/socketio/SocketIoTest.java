package chat.messages.socketio;

import static org.assertj.core.api.Assertions.assertThat;

import chat.messages.engine.CloseReason;
import chat.messages.engine.Peer;
import chat.messages.engine.Peer.Line;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.netty.DisposableServer;

/** The rules of namespaces, events and acknowledgements, over a real WebSocket. */
class SocketIoTest {
  private static final DisposableServer SERVER = server(20_000);
  private static final DisposableServer IMPATIENT = server(500);

  private final Peer peer = at(SERVER);

  private static DisposableServer server(int connectTimeout) {
    return EchoServer.start(
        new EchoServer.Settings(
            0, "/engine.io/", "/socket.io/", 300, 20_000, connectTimeout, 1_000_000));
  }

  private static Peer at(DisposableServer server) {
    return new Peer("127.0.0.1:" + server.port() + "/socket.io/");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "40                       | 40          | 42[\"auth\",{}]",
        "40{\"token\":\"123\"}    | 40          | 42[\"auth\",{\"token\":\"123\"}]",
        "40/custom,               | 40/custom,  | 42/custom,[\"auth\",{}]",
        "40/custom,{\"token\":1}  | 40/custom,  | 42/custom,[\"auth\",{\"token\":1}]"
      })
  void letsAClientIn(String connect, String welcome, String auth) throws Exception {
    Line line = opened().say(connect);

    assertThat(line.next()).startsWith(welcome + "{\"sid\":\"");
    assertThat(line.next()).isEqualTo(auth);
  }

  @Test
  void givesTheSocketAnIdThatIsNotTheSessions() throws Exception {
    Line line = peer.line();
    String session = Peer.sid(line.next());

    assertThat(Peer.sid(line.say("40").next())).isNotEqualTo(session).doesNotContain(".");
  }

  @Test
  void refusesANamespaceThatThereIsNot() throws Exception {
    assertThat(opened().say("40/random").next())
        .isEqualTo("44/random,{\"message\":\"Invalid namespace\"}");
  }

  @Test
  void endsASessionThatConnectsToNothing() throws Exception {
    assertThat(at(IMPATIENT).line().closeCode()).isEqualTo(CloseReason.SERVER_CLOSED.code());
  }

  @Test
  void endsASessionThatStaysAwayAfterDisconnecting() throws Exception {
    Line line = at(IMPATIENT).line().say("40", "41");

    assertThat(line.closeCode()).isEqualTo(CloseReason.SERVER_CLOSED.code());
  }

  @Test
  void leavesOneNamespaceAndStaysInTheOther() throws Exception {
    Line line = connected().say("40/custom");
    line.next();
    line.next();

    line.say("41/custom", "42[\"message\",\"still here\"]");

    assertThat(line.next()).isEqualTo("42[\"message-back\",\"still here\"]");
  }

  @Test
  void comesBackToANamespace() throws Exception {
    Line line = connected().say("41", "40");

    assertThat(line.next()).startsWith("40{");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "42[\"message\",1,\"2\",{\"3\":[true]}] | 42[\"message-back\",1,\"2\",{\"3\":[true]}]",
        "42456[\"message-with-ack\",1,{\"3\":[false]}] | 43456[1,{\"3\":[false]}]",
        "420[\"message-with-ack\"] | 430[]"
      })
  void saysBackWhatItIsTold(String said, String answer) throws Exception {
    assertThat(connected().say(said).next()).isEqualTo(answer);
  }

  @Test
  void carriesBytes() throws Exception {
    String places = "{\"_placeholder\":true,\"num\":0},{\"_placeholder\":true,\"num\":1}]";
    Line line = connected().say("452-[\"message\"," + places).say((byte) 1, (byte) 2);
    line.say((byte) 3);

    assertThat(line.next()).isEqualTo("452-[\"message-back\"," + places);
    assertThat(line.next()).isEqualTo("1 2");
    assertThat(line.next()).isEqualTo("3");

    line.say("452-789[\"message-with-ack\"," + places).say((byte) 1, (byte) 2).say((byte) 3);
    assertThat(line.next()).isEqualTo("462-789[" + places);
  }

  @Test
  void carriesBytesByPolling() throws Exception {
    String sid = peer.open();
    peer.post(sid, "40");
    String place = "{\"_placeholder\":true,\"num\":0}]";

    peer.post(sid, "451-7[\"message-with-ack\"," + place + "\u001ebAQID");

    StringBuilder heard = new StringBuilder();
    while (!heard.toString().contains("bAQID")) {
      heard.append(peer.poll(sid).body());
      peer.post(sid, "3");
    }
    assertThat(heard.toString()).contains("461-7[" + place + "\u001ebAQID");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "4abc",
        "4",
        "42{}",
        "42abc[\"message\"]",
        "40",
        "44{\"message\":\"no\"}",
        "42/custom,[\"a\"]",
        "437[]",
        "451-[\"a\"]"
      })
  void endsASessionThatBreaksTheRules(String packet) throws Exception {
    Line line = connected().say(packet);

    // a text where the attachment should be
    assertThat((packet.startsWith("45") ? line.say("42[\"a\"]") : line).closeCode())
        .isEqualTo(CloseReason.MALFORMED.code());
  }

  @ParameterizedTest
  @ValueSource(strings = {"4abc", "42[\"message\"]", "41"})
  void endsASessionThatSpeaksBeforeItIsLetIn(String packet) throws Exception {
    assertThat(opened().say(packet).closeCode()).isEqualTo(CloseReason.MALFORMED.code());
  }

  private Line opened() throws Exception {
    Line line = peer.line();
    line.next();
    return line;
  }

  private Line connected() throws Exception {
    Line line = opened().say("40");
    line.next();
    line.next();
    return line;
  }
}
