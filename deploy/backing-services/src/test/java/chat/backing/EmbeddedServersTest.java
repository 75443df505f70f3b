package chat.backing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.BuiltinExchangeType;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.GetResponse;
import com.rabbitmq.client.MessageProperties;
import com.rabbitmq.client.PossibleAuthenticationFailureException;
import java.io.IOException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class EmbeddedServersTest {
  private static final BackingServices services =
      SharedByTests.forTests(Map.of("CHAT_BACKING", "embedded"));

  @BeforeAll
  static void start() {
    services.start();
  }

  @AfterAll
  static void stop() {
    services.close();
  }

  @Test
  void postgresKnowsLettersOutsideAsciiAndItsExtensions() throws Exception {
    var database = services.postgres().freshDatabase("letters");
    assertThat(first(database, "SELECT lower('ÄРУЖБА')")).isEqualTo("äружба");
    assertThat(first(database, "SHOW server_encoding")).isEqualTo("UTF8");
    assertThat(first(database, "SHOW max_connections")).isEqualTo("200");
    try (var connection = connect(database);
        var sql = connection.createStatement()) {
      sql.execute("CREATE EXTENSION pg_trgm");
      sql.execute("CREATE EXTENSION unaccent");
    }
    assertThat(first(database, "SELECT similarity('дружба', 'дружбы') > 0.5")).isEqualTo("t");
  }

  @Test
  void everyServiceHasALoginThatOwnsItsDatabaseAndNothingElse() throws Exception {
    var rooms = services.postgres().database("rooms");
    var messages = services.postgres().database("messages");

    assertThat(services.postgres().database("rooms")).isEqualTo(rooms);
    try (var connection = connect(rooms);
        var sql = connection.createStatement()) {
      sql.execute("CREATE TABLE room (id int)");
      assertThatThrownBy(() -> sql.execute("CREATE ROLE stranger")).hasMessageContaining("denied");
      assertThatThrownBy(() -> sql.execute("CREATE DATABASE other"))
          .hasMessageContaining("permission denied");
    }
    assertThat(first(rooms, "SELECT rolsuper FROM pg_roles WHERE rolname = current_user"))
        .isEqualTo("f");
    assertThatThrownBy(
            () ->
                DriverManager.getConnection(messages.jdbcUrl(), rooms.user(), rooms.password())
                    .close())
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("permission denied for database");
    assertThatThrownBy(
            () -> DriverManager.getConnection(rooms.jdbcUrl(), rooms.user(), "guess").close())
        .hasMessageContaining("password authentication failed");
  }

  @Test
  void freshDatabasesAreNeverTheSame() {
    assertThat(services.postgres().freshDatabase("spec"))
        .isNotEqualTo(services.postgres().freshDatabase("spec"));
  }

  @Test
  void aNameThatIsNoNameIsRefused() {
    assertThatThrownBy(() -> services.postgres().database("rooms; DROP TABLE room"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void redisAnswersItsLoginOnly() throws Exception {
    var redis = services.redis();
    assertThat(Probe.redis(redis)).isEqualTo("+PONG");
    assertThatThrownBy(() -> Probe.redis(new Redis(redis.host(), redis.port(), "default", "", 0)))
        .hasMessageContaining("NOAUTH");
  }

  @Test
  void theBrokerRoutesByTopicWithConfirmsAndPrefetch() throws Exception {
    try (var connection = services.amqp().connectionFactory().newConnection();
        var channel = connection.createChannel()) {
      channel.exchangeDeclare("events", BuiltinExchangeType.TOPIC, true);
      channel.queueDeclare("topics", true, false, false, Map.of());
      channel.queueBind("topics", "events", "room.#");
      channel.confirmSelect();
      for (var key : List.of("room.member.joined", "message.sent", "room.created")) {
        channel.basicPublish(
            "events", key, MessageProperties.PERSISTENT_BASIC, key.getBytes(UTF_8));
      }
      channel.waitForConfirmsOrDie(5_000);

      channel.basicQos(1);
      var got = new CopyOnWriteArrayList<String>();
      channel.basicConsume(
          "topics",
          false,
          (tag, delivery) -> {
            got.add(new String(delivery.getBody(), UTF_8));
            channel.basicAck(delivery.getEnvelope().getDeliveryTag(), false);
          },
          tag -> {});
      await()
          .untilAsserted(
              () -> assertThat(got).containsExactly("room.member.joined", "room.created"));
    }
  }

  @Test
  void theBrokerDropsWhatIsRejectedForGood() throws Exception {
    try (var connection = services.amqp().connectionFactory().newConnection();
        var channel = queueWithOneMessage(connection.createChannel(), "rejected")) {
      var message = get(channel, "rejected");
      channel.basicReject(message.getEnvelope().getDeliveryTag(), false);
      // declared again on the same channel, so it is answered after the reject
      assertThat(channel.queueDeclarePassive("rejected").getMessageCount()).isZero();
      assertThat(channel.basicGet("rejected", true)).isNull();
    }
  }

  @Test
  void theBrokerRedeliversWhatAVanishedConsumerNeverAcknowledged() throws Exception {
    var factory = services.amqp().connectionFactory();
    for (var life = 0; life < 4; life++) {
      var connection = factory.newConnection();
      var channel = connection.createChannel();
      if (life == 0) {
        queueWithOneMessage(channel, "vanished");
      }
      assertThat(get(channel, "vanished").getEnvelope().isRedeliver()).isEqualTo(life > 0);
      connection.abort();
    }
  }

  @Test
  void theBrokerRedeliversWhatIsPutBackOnTheQueue() throws Exception {
    try (var connection = services.amqp().connectionFactory().newConnection();
        var channel = queueWithOneMessage(connection.createChannel(), "putback")) {
      for (var time = 0; time < 4; time++) {
        channel.basicNack(get(channel, "putback").getEnvelope().getDeliveryTag(), false, true);
      }
      assertThat(get(channel, "putback").getBody()).asString().isEqualTo("precious");
    }
  }

  @Test
  void theBrokerKeepsToOneActiveConsumer() throws Exception {
    try (var connection = services.amqp().connectionFactory().newConnection();
        var channel = connection.createChannel()) {
      channel.queueDeclare("single", true, false, false, Map.of("x-single-active-consumer", true));
      var first = new CopyOnWriteArrayList<String>();
      var second = new CopyOnWriteArrayList<String>();
      var active = channel.basicConsume("single", true, (tag, got) -> first.add(tag), tag -> {});
      channel.basicConsume("single", true, (tag, got) -> second.add(tag), tag -> {});
      for (var i = 0; i < 10; i++) {
        channel.basicPublish("", "single", MessageProperties.BASIC, new byte[1]);
      }
      await().until(() -> first.size() == 10);
      assertThat(second).isEmpty();

      channel.basicCancel(active);
      channel.basicPublish("", "single", MessageProperties.BASIC, new byte[1]);
      await().until(() -> second.size() == 1);
    }
  }

  @Test
  void theBrokerRefusesStrangers() {
    var factory = services.amqp().connectionFactory();
    factory.setPassword("guess");
    assertThatThrownBy(() -> factory.newConnection().close())
        .isInstanceOf(PossibleAuthenticationFailureException.class);
    factory.setUsername("guest");
    factory.setPassword("guest");
    assertThatThrownBy(() -> factory.newConnection().close())
        .isInstanceOf(PossibleAuthenticationFailureException.class);
  }

  @Test
  void portsLieBelowThoseOfOutgoingConnections() {
    assertThat(List.of(services.postgres().port(), services.redis().port(), services.amqp().port()))
        .allMatch(port -> port < 32_768);
  }

  private static Channel queueWithOneMessage(Channel channel, String queue) throws Exception {
    channel.queueDeclare(queue, true, false, false, Map.of());
    channel.confirmSelect();
    channel.basicPublish("", queue, MessageProperties.PERSISTENT_BASIC, "precious".getBytes(UTF_8));
    channel.waitForConfirmsOrDie(5_000);
    return channel;
  }

  private static GetResponse get(Channel channel, String queue) {
    return await().until(() -> channel.basicGet(queue, false), response -> response != null);
  }

  private static java.sql.Connection connect(Database database) throws SQLException {
    return DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
  }

  private static String first(Database database, String query) throws SQLException, IOException {
    try (var connection = connect(database);
        var sql = connection.createStatement();
        var rows = sql.executeQuery(query)) {
      rows.next();
      return rows.getString(1);
    }
  }
}
