package chat.messages.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The transport that works everywhere. */
class PollingTest extends EngineTest {
  @Test
  void tellsANewClientWhatItMustKnow() throws Exception {
    HttpResponse<String> answer = peer.request("GET", "EIO=4&transport=polling", "");

    assertThat(answer.headers().firstValue("content-type")).hasValue("text/plain; charset=UTF-8");
    assertThat(answer.body())
        .matches(
            "0\\{\"sid\":\"[\\w-]{20}\\.echo\",\"upgrades\":\\[\"websocket\"],\"pingInterval\":400,"
                + "\"pingTimeout\":5000,\"maxPayload\":1000}");
  }

  @Test
  void givesEverySessionANameOfItsOwn() throws Exception {
    assertThat(peer.open()).isNotEqualTo(peer.open());
  }

  @ParameterizedTest
  @CsvSource({
    "GET, transport=polling, 5",
    "GET, EIO=3&transport=polling, 5",
    "GET, EIO=abc&transport=polling, 5",
    "GET, EIO=4, 0",
    "GET, EIO=4&transport=pigeon, 0",
    "GET, EIO=4&transport=polling&sid=nobody, 1",
    "GET, EIO=4&transport=websocket, 3",
    "POST, EIO=4&transport=polling, 2",
    "PUT, EIO=4&transport=polling, 2",
  })
  void refusesWhatItDoesNotUnderstand(String method, String query, int code) throws Exception {
    HttpResponse<String> answer = peer.request(method, query, "");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).startsWith("{\"code\":" + code + ",\"message\":");
  }

  @Test
  void refusesAMethodThatIsNotOfTheProtocol() throws Exception {
    assertThat(peer.request("DELETE", Peer.polling(peer.open()), "").statusCode()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "4hello",
        "4",
        "4one\u001e4two\u001e4three",
        "4hello\u001ebAQIDBA==",
        "4\u00e9\ud83d\ude00"
      })
  void carriesPacketsBothWays(String payload) throws Exception {
    String sid = peer.open();

    HttpResponse<String> posted = peer.post(sid, payload);

    assertThat(posted.body()).isEqualTo("ok");
    assertThat(peer.poll(sid).body()).isEqualTo(payload);
  }

  @Test
  void answersAPollAsSoonAsThereIsSomethingToTell() throws Exception {
    String sid = peer.open();
    CompletableFuture<HttpResponse<String>> poll = peer.park(sid);

    peer.post(sid, "4now");

    assertThat(poll.get(20, TimeUnit.SECONDS).body()).contains("4now");
  }

  @ParameterizedTest
  @ValueSource(strings = {"abc", "7", "4fine\u001e", "b!", "0", "2", "5", "\u001e"})
  void endsASessionThatSendsNonsense(String payload) throws Exception {
    String sid = peer.open();

    assertThat(peer.post(sid, payload).statusCode()).isEqualTo(400);
    assertThat(peer.poll(sid).statusCode()).isEqualTo(400);
  }

  @Test
  void endsASessionThatPollsTwiceAtATime() throws Exception {
    String sid = peer.open();
    CompletableFuture<HttpResponse<String>> first = peer.park(sid);
    CompletableFuture<HttpResponse<String>> second = peer.park(sid);

    assertThat(List.of(status(first), status(second))).containsExactlyInAnyOrder(200, 400);
    assertThat(peer.poll(sid).statusCode()).isEqualTo(400);
  }

  private static int status(CompletableFuture<HttpResponse<String>> answer) throws Exception {
    return answer.get(20, TimeUnit.SECONDS).statusCode();
  }

  @Test
  void endsASessionWhoseClientGaveUpItsPoll() throws Exception {
    String sid = peer.open();

    peer.pollAndGiveUp(sid);

    await().until(() -> peer.post(sid, "6").statusCode() == 400);
  }

  @Test
  void takesNoMoreThanItSaid() throws Exception {
    String sid = peer.open();

    assertThat(peer.post(sid, "4" + "x".repeat(1000)).statusCode()).isEqualTo(413);
    assertThat(peer.poll(sid).statusCode()).isEqualTo(400);
  }

  @Test
  void closesWhenToldTo() throws Exception {
    String sid = peer.open();

    assertThat(peer.post(sid, "1").body()).isEqualTo("ok");
    assertThat(peer.poll(sid).body()).isEqualTo("6");
    assertThat(peer.poll(sid).statusCode()).isEqualTo(400);
  }

  @Test
  void letsPagesOfOtherSitesInWhenToldTo() throws Exception {
    HttpResponse<String> preflight = peer.fromPage("http://elsewhere.test", "OPTIONS");
    HttpResponse<String> answer = peer.fromPage("http://elsewhere.test", "GET");

    assertThat(preflight.statusCode()).isEqualTo(204);
    assertThat(preflight.headers().firstValue("access-control-allow-methods"))
        .hasValue("GET, POST");
    assertThat(answer.headers().firstValue("access-control-allow-origin"))
        .hasValue("http://elsewhere.test");
  }
}
