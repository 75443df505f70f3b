package chat.backing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.core.env.Environment;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestConstructor;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;

@SpringJUnitConfig(WithBackingServicesTest.Nothing.class)
@WithBackingServices(database = "rooms")
@TestPropertySource(properties = "spring.rabbitmq.host=inlined")
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class WithBackingServicesTest {
  static class Nothing {}

  private final Environment environment;

  WithBackingServicesTest(Environment environment) {
    this.environment = environment;
  }

  @DynamicPropertySource
  static void pointElsewhere(DynamicPropertyRegistry registry) {
    registry.add("spring.rabbitmq.port", () -> "4");
  }

  @Test
  void givesTheAddressesInBootsOwnSettings() {
    var services = BackingServices.forTests();
    var database = services.postgres().database("rooms");
    assertThat(environment.getProperty("spring.r2dbc.url")).isEqualTo(database.r2dbcUrl());
    assertThat(environment.getProperty("spring.r2dbc.username")).isEqualTo(database.user());
    assertThat(environment.getProperty("spring.flyway.url")).isEqualTo(database.jdbcUrl());
    assertThat(environment.getProperty("spring.flyway.user")).isEqualTo(database.user());
    assertThat(environment.getProperty("spring.data.redis.url")).isEqualTo(services.redis().url());
    assertThat(environment.getProperty("spring.rabbitmq.virtual-host"))
        .isEqualTo(services.amqp().virtualHost());
    assertThat(environment.getProperty("chat.messaging.quorum-queues", Boolean.class))
        .isEqualTo(services.amqp().kind() == Amqp.Kind.RABBITMQ);
  }

  @Test
  void whatTheTestItselfSetsWins() {
    assertThat(environment.getProperty("spring.rabbitmq.host")).isEqualTo("inlined");
    assertThat(environment.getProperty("spring.rabbitmq.port")).isEqualTo("4");
  }

  @Test
  void withoutADatabaseThereAreNoDatabaseSettings() {
    assertThat(BackingServices.forTests().springProperties(""))
        .containsKey("spring.data.redis.url")
        .doesNotContainKeys("spring.r2dbc.url", "spring.flyway.url");
  }

  @Test
  void theSameSettingsExistAsEnvironmentVariables() {
    assertThat(BackingServices.forTests().springEnvironment(""))
        .containsKeys(
            "SPRING_DATA_REDIS_URL", "SPRING_RABBITMQ_VIRTUALHOST", "CHAT_MESSAGING_QUORUMQUEUES");
  }
}
