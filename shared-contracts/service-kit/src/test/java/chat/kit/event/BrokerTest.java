package chat.kit.event;

import static org.assertj.core.api.Assertions.assertThat;

import chat.backing.BackingServices;
import chat.backing.Outage;
import java.time.Duration;
import java.util.Objects;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;

class BrokerTest {
  @Test
  void aServiceMayStartBeforeItsBroker() {
    var amqp = BackingServices.forTests().amqp();
    try (var outage = Outage.before(amqp.host(), amqp.port())) {
      outage.cut();
      var connections =
          new CachingConnectionFactory(amqp.at(outage.host(), outage.port()).connectionFactory());
      var broker = new Broker(connections);

      broker.start();
      Awaitility.await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> Objects.requireNonNull(broker.state().reason()).contains("refused"));
      assertThat(broker.state().connected()).isFalse();
      outage.restore();
      broker.up().block(Duration.ofSeconds(20));

      assertThat(broker.state().connected()).isTrue();
      assertThat(broker.state().reason()).isNull();
      broker.stop();
      connections.destroy();
    }
  }

  @Test
  void aConnectionThatBreaksBeforeAnybodyHearsOfItIsNotTakenForTheBroker() {
    var amqp = BackingServices.forTests().amqp();
    try (var outage = Outage.before(amqp.host(), amqp.port())) {
      var connections =
          new CachingConnectionFactory(amqp.at(outage.host(), outage.port()).connectionFactory());
      connections.addConnectionListener(
          connection -> {
            outage.cut();
            Awaitility.await().until(() -> !Objects.requireNonNull(connection).isOpen());
          });
      var broker = new Broker(connections);

      broker.start();
      Awaitility.await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> Objects.requireNonNull(broker.state().reason()).contains("refused"));

      assertThat(broker.state().connected()).isFalse();
      broker.stop();
      connections.destroy();
    }
  }
}
