package chat.messages.engine;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import chat.messages.engine.Peer.Line;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From polling to a WebSocket, in the middle of everything. */
class UpgradeTest extends EngineTest {
  private String sid = "";

  @BeforeEach
  void open() throws Exception {
    sid = peer.open();
  }

  private Line candidate() throws Exception {
    return peer.line("EIO=4&transport=websocket&sid=" + sid);
  }

  @Test
  void goesOnOverTheWebSocket() throws Exception {
    Line line = candidate();

    assertThat(line.say("2probe").next()).isEqualTo("3probe");
    assertThat(line.say("5", "4hello").next()).isEqualTo("4hello");
  }

  @Test
  void sendsAWaitingPollHomeWithNothing() throws Exception {
    Line line = candidate();
    line.say("2probe").next();

    // on a slow machine a ping comes first
    assertThat(peer.poll(sid).body()).isIn("6", "2", "2\u001e6");
    assertThat(line.say("5", "4hello").next()).isEqualTo("4hello");
  }

  @Test
  void sendsAPollHomeThatWaitedBefore() throws Exception {
    CompletableFuture<HttpResponse<String>> poll = peer.park(sid);
    Line line = candidate();

    line.say("2probe").next();

    assertThat(poll.get(20, SECONDS).body()).isIn("6", "2", "2\u001e6");
  }

  @Test
  void refusesRequestsAfterwards() throws Exception {
    Line line = candidate();
    line.say("2probe").next();
    line.say("5", "4there").next();

    assertThat(peer.poll(sid).statusCode()).isEqualTo(400);
    assertThat(peer.post(sid, "4hello").statusCode()).isEqualTo(400);
    assertThat(line.say("4still").next()).isEqualTo("4still");
  }

  @Test
  void refusesASecondWebSocket() throws Exception {
    Line line = candidate();
    line.say("2probe").next();
    Line rival = candidate();
    line.say("5", "4there").next();
    Line late = candidate();

    assertThat(rival.closeCode()).isEqualTo(CloseReason.ALREADY_UPGRADED.code());
    assertThat(late.closeCode()).isEqualTo(CloseReason.ALREADY_UPGRADED.code());
    assertThat(line.say("4still").next()).isEqualTo("4still");
  }

  @Test
  void goesOnPollingWhenTheProbeFails() throws Exception {
    assertThat(candidate().say("4hello").closeCode()).isEqualTo(CloseReason.MALFORMED.code());
    assertThat(candidate().say("5").closeCode()).isEqualTo(CloseReason.MALFORMED.code());
    candidate().hangUp();

    peer.post(sid, "4hello");
    assertThat(peer.poll(sid).body()).contains("4hello");
  }

  /** Half arrives by polling, half by the WebSocket, and nobody could tell from the order. */
  @Test
  void keepsTheOrderUnderTraffic() throws Exception {
    List<String> heard = new ArrayList<>();
    peer.post(sid, numbered(0, 50));
    Line line = candidate();
    line.say("2probe").next();
    heard.addAll(List.of(peer.poll(sid).body().split("\u001e")));
    peer.post(sid, numbered(50, 100));
    line.say("5");
    for (int i = 100; i < 150; i++) {
      line.say("4" + i);
    }

    while (heard.size() < 150) {
      heard.add(line.next());
    }

    assertThat(heard).filteredOn(text -> !text.equals("2")).containsExactly(packets(0, 150));
  }

  private static String numbered(int from, int to) {
    return String.join("\u001e", packets(from, to));
  }

  private static String[] packets(int from, int to) {
    return IntStream.range(from, to).mapToObj(i -> "4" + i).toArray(String[]::new);
  }
}
