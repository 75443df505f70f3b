package chat.messages.live;

import static org.assertj.core.api.Assertions.assertThat;

import chat.kit.testing.Contract;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A document that nothing can contradict would prove nothing. */
class ContractTest {
  @Test
  void findsWhatIsNotInTheDocument() {
    Map<String, ?> lagging = Map.of("room", "0192f0c2-0000-7000-8000-000000000001", "head", 5);

    assertThat(Contract.SOCKET.wrongWith("lagging", json(lagging))).isEmpty();
    assertThat(Contract.SOCKET.wrongWith("no:such", json(lagging))).isNotEmpty();
    assertThat(Contract.SOCKET.wrongWith("lagging", json(Map.of("room", "x", "head", 5))))
        .hasSize(1);
    assertThat(Contract.SOCKET.wrongWith("lagging", json(Map.of("head", 5)))).hasSize(1);
    assertThat(Contract.SOCKET.wrongWith("go-away", json(Map.of("afterMillis", 5, "why", "x"))))
        .hasSize(1);
  }

  @Test
  void knowsHowEachEventIsAcknowledged() {
    assertThat(Contract.SOCKET.wrongWithAck("room:leave", json(Map.of("ok", true)))).isEmpty();
    assertThat(Contract.SOCKET.wrongWithAck("room:leave", json(Map.of("ok", true, "x", 1))))
        .isNotEmpty();
    assertThat(Contract.SOCKET.wrongWithAck("room:join", json(Map.of("ok", true)))).isNotEmpty();
    assertThat(Contract.SOCKET.wrongWithAck("room:join", json(Map.of("ok", false)))).isNotEmpty();
    assertThat(Contract.SOCKET.wrongWithAck("no:such", json(Map.of("ok", true)))).isNotEmpty();
  }

  @Test
  void findsEveryRenamedFieldOfEveryDomainEvent() {
    assertThat(Contract.EVENTS.examples()).hasSizeGreaterThan(20);
    Contract.EVENTS
        .examples()
        .forEach(
            (type, example) -> {
              assertThat(Contract.EVENTS.wrongWith(type, example)).isEmpty();
              for (String field : example.path("data").propertyNames()) {
                ObjectNode renamed = (ObjectNode) example.deepCopy();
                ObjectNode data = (ObjectNode) renamed.path("data");
                data.set(field + "2", data.remove(field));
                assertThat(Contract.EVENTS.wrongWith(type, renamed)).as(type).isNotEmpty();
              }
            });
  }

  private static JsonNode json(Map<String, ?> value) {
    return JsonMapper.shared().valueToTree(value);
  }
}
