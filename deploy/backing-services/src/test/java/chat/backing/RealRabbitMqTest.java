package chat.backing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.rabbitmq.client.MessageProperties;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

@EnabledIfEnvironmentVariable(named = "CHAT_AMQP_ADMIN_URL", matches = ".+")
class RealRabbitMqTest {
  @Test
  void eachTestRunHasAVirtualHostOfItsOwnForAsLongAsItLasts() throws Exception {
    Amqp first;
    try (var services = SharedByTests.forTests(System.getenv());
        var others = SharedByTests.forTests(System.getenv())) {
      first = services.amqp();
      assertThat(first.kind()).isEqualTo(Amqp.Kind.RABBITMQ);
      assertThat(first.virtualHost())
          .startsWith("chat-test-")
          .isNotEqualTo(others.amqp().virtualHost());
      assertThat(services.springProperties(""))
          .containsEntry("chat.messaging.quorum-queues", "true");
      try (var connection = first.connectionFactory().newConnection();
          var channel = connection.createChannel()) {
        channel.queueDeclare("kept", true, false, false, Map.of("x-queue-type", "quorum"));
        channel.confirmSelect();
        channel.basicPublish("", "kept", MessageProperties.PERSISTENT_BASIC, new byte[1]);
        channel.waitForConfirmsOrDie(5_000);
      }
    }
    var gone = first;
    assertThatThrownBy(() -> Probe.amqp(gone)).hasStackTraceContaining("vhost");
  }
}
