package chat.messages.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.messages.engine.Peer.Line;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The transport that everybody wants. */
class WebSocketTest extends EngineTest {
  @Test
  void beginsWithTheHandshakeAndOffersNothingBetter() throws Exception {
    assertThat(peer.line().next()).startsWith("0{").contains("\"upgrades\":[],");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "transport=websocket",
        "EIO=abc&transport=websocket",
        "EIO=4",
        "EIO=4&transport=pigeon",
        "EIO=4&transport=websocket&sid=nobody"
      })
  void refusesWhatItDoesNotUnderstand(String query) {
    assertThatThrownBy(() -> peer.line(query)).hasMessageContaining("WebSocketHandshakeException");
  }

  @Test
  void carriesTextAndBytes() throws Exception {
    Line line = opened();

    assertThat(line.say("4h\u00e9llo").next()).isEqualTo("4h\u00e9llo");
    assertThat(line.say((byte) 1, (byte) 2, (byte) -3).next()).isEqualTo("1 2 -3");
    // 126 bytes and more have another kind of header
    String longer = "4" + "x".repeat(500);
    assertThat(line.say(longer).next()).isEqualTo(longer);
  }

  @ParameterizedTest
  @ValueSource(strings = {"abc", "", "7", "0", "2", "5"})
  void endsASessionThatSendsNonsense(String packet) throws Exception {
    assertThat(opened().say(packet).closeCode()).isEqualTo(CloseReason.MALFORMED.code());
  }

  @Test
  void endsASessionThatSendsMoreThanItMay() throws Exception {
    assertThat(opened().say("4" + "x".repeat(1000)).closeCode()).isIn(1006, 1009);
  }

  @Test
  void closesWhenToldTo() throws Exception {
    assertThat(opened().say("1").closeCode()).isEqualTo(1000);
  }

  @Test
  void asksForALifeSignAndGoesOnWhenItComes() throws Exception {
    Line line = opened();

    for (int i = 0; i < 3; i++) {
      assertThat(line.any()).isEqualTo("2");
      line.say("3");
    }
  }

  private Line opened() throws Exception {
    Line line = peer.line();
    line.next();
    return line;
  }
}
