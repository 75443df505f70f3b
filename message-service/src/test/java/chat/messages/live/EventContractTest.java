package chat.messages.live;

import static org.assertj.core.api.Assertions.assertThat;

import chat.messages.MessagesTest;
import chat.wire.RoomKind;
import chat.wire.names.Exchanges;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.amqp.core.Binding;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.Queue;
import org.springframework.amqp.core.QueueBuilder;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;
import org.springframework.amqp.rabbit.core.RabbitAdmin;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What this service publishes on RabbitMQ is what the document of the events says. */
class EventContractTest extends MessagesTest {
  private static final long PATIENCE = 10_000;

  @Autowired private ConnectionFactory broker;

  @AfterEach
  void deleteQueue() {
    new RabbitAdmin(broker).deleteQueue("contract-" + room);
  }

  @Test
  void publishesNothingThatIsNotInTheDocument() {
    RabbitAdmin admin = new RabbitAdmin(broker);
    Queue queue = QueueBuilder.nonDurable("contract-" + room).build();
    admin.declareQueue(queue);
    admin.declareBinding(
        new Binding(
            queue.getName(), Binding.DestinationType.QUEUE, Exchanges.EVENTS, "#", Map.of()));
    rooms.open(room, RoomKind.PRIVATE, ada, ben);

    JsonNode sent =
        send(ada, "c1", "Hello, @ben").expectBody(JsonNode.class).returnResult().getResponseBody();
    String message =
        "/api/v1/rooms/" + room + "/messages/" + Objects.requireNonNull(sent).path("id").asString();
    as(ada).patch().uri(message).bodyValue(Map.of("text", "Hi, @ben")).exchange();
    as(ben).put().uri(message + "/reactions/{emoji}", "👍").exchange();
    as(ada).put().uri(message + "/pin").exchange();
    as(ben)
        .put()
        .uri("/api/v1/rooms/" + room + "/read")
        .bodyValue(Map.of("seq", sent.path("seq").asLong()))
        .exchange();
    as(ada).delete().uri(message).exchange();

    List<String> types = new ArrayList<>();
    RabbitTemplate reader = new RabbitTemplate(broker);
    while (!types.contains("message.deleted")) {
      Message next = Objects.requireNonNull(reader.receive(queue.getName(), PATIENCE));
      JsonNode event = JsonMapper.shared().readTree(next.getBody());
      String type = event.path("type").asString();
      assertThat(Contract.EVENTS.wrongWith(type, event)).isEmpty();
      assertThat(next.getMessageProperties().getReceivedRoutingKey()).isEqualTo(type);
      types.add(type);
    }
    assertThat(types)
        .contains(
            "message.sent", "message.edited", "message.reacted", "message.pinned", "room.read");
  }
}
