package chat.backing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.sql.DriverManager;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GivenServicesTest {
  @Test
  void addressesInTheEnvironmentWinAndAreLeftAsTheyWereFound() throws Exception {
    try (var real = SharedByTests.forTests(Map.of("CHAT_BACKING", "embedded"))) {
      var environment = addressesOf(real);
      try (var services = SharedByTests.forTests(environment)) {
        assertThat(services.postgres().port()).isEqualTo(real.postgres().port());
        assertThat(services.redis()).isEqualTo(real.redis());
        assertThat(services.amqp()).isEqualTo(real.amqp());
        var database = services.postgres().database("rooms");
        var fresh = services.postgres().freshDatabase("rooms");
        for (var each : List.of(database, fresh)) {
          DriverManager.getConnection(each.jdbcUrl(), each.user(), each.password()).close();
        }
      }
      assertThat(names(real, "SELECT datname FROM pg_database WHERE datname LIKE 'rooms%'"))
          .isEmpty();
      assertThat(names(real, "SELECT rolname FROM pg_roles WHERE rolname LIKE 'rooms%'")).isEmpty();
    }
  }

  /** With the rights that a careful person gives: databases and roles, but no superuser. */
  private static Map<String, String> addressesOf(BackingServices real) throws Exception {
    try (var connection = real.postgres().connect();
        var sql = connection.createStatement()) {
      sql.execute("CREATE ROLE ci LOGIN CREATEDB CREATEROLE PASSWORD 'p%/@ss'");
      sql.execute("CREATE DATABASE ci OWNER ci");
    }
    var amqp = real.amqp();
    return Map.of(
        "CHAT_POSTGRES_URL",
        "postgresql://ci:p%25%2F%40ss@127.0.0.1:" + real.postgres().port() + "/ci",
        "CHAT_REDIS_URL",
        real.redis().url(),
        "CHAT_AMQP_URL",
        "amqp://%s:%s@127.0.0.1:%d/%s"
            .formatted(amqp.user(), amqp.password(), amqp.port(), amqp.virtualHost()));
  }

  private static List<String> names(BackingServices real, String query) throws Exception {
    var names = new CopyOnWriteArrayList<String>();
    try (var connection = real.postgres().connect();
        var sql = connection.createStatement();
        var rows = sql.executeQuery(query)) {
      while (rows.next()) {
        names.add(rows.getString(1));
      }
    }
    return names;
  }

  @Test
  void aServerThatDoesNotAnswerIsNamedByItsVariable() {
    var nobody = LocalPorts.free();
    var environment =
        Map.of(
            "CHAT_POSTGRES_URL", "postgresql://u:secret@127.0.0.1:" + nobody + "/d",
            "CHAT_REDIS_URL", "redis://127.0.0.1:" + nobody,
            "CHAT_AMQP_URL", "amqp://u:secret@127.0.0.1:" + nobody + "/");
    try (var services = SharedByTests.forTests(environment)) {
      refused("CHAT_POSTGRES_URL", services::postgres);
      refused("CHAT_REDIS_URL", services::redis);
      refused("CHAT_AMQP_URL", services::amqp);
    }
  }

  private static void refused(
      String variable, org.assertj.core.api.ThrowableAssert.ThrowingCallable asking) {
    assertThatThrownBy(asking)
        .isInstanceOf(BackingServiceException.class)
        .hasMessageContaining(variable)
        .hasMessageContaining("refused")
        .hasMessageNotContaining("secret");
  }

  @ParameterizedTest
  @CsvSource({
    "CHAT_POSTGRES_URL, mysql://u:secret@h/d, not an address like postgresql",
    "CHAT_POSTGRES_URL, postgresql://u:secret@h, names no database",
    "CHAT_POSTGRES_URL, postgresql://h/d, names no user",
    "CHAT_POSTGRES_URL, postgresql://u:sec ret@h/d, cannot be read",
    "CHAT_REDIS_URL, rediss://:secret@h, not an address like redis",
    "CHAT_REDIS_URL, redis://:secret@h/first, no database number",
    "CHAT_AMQP_URL, amqp://h, names no user",
    "CHAT_AMQP_URL, localhost:5672, not an address like amqp",
  })
  void anAddressThatIsNoneIsRefusedWithoutTellingItsPassword(
      String variable, String value, String complaint) {
    var given = new GivenAddresses(Map.of(variable, value));
    assertThatThrownBy(
            () -> {
              given.postgres();
              given.redis();
              given.amqp();
            })
        .isInstanceOf(BackingServiceException.class)
        .hasMessageContaining(variable)
        .hasMessageContaining(complaint)
        .hasMessageNotContaining("sec");
  }

  @Test
  void virtualHostsAreMadeAndDeletedThroughTheManagementApi() throws Exception {
    var asked = new CopyOnWriteArrayList<String>();
    var api =
        HttpServer.create(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), LocalPorts.free()), 0);
    api.createContext(
        "/",
        exchange -> {
          asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI().getRawPath());
          exchange.sendResponseHeaders(
              exchange.getRequestURI().getPath().contains("bad") ? 401 : 204, -1);
          exchange.close();
        });
    api.start();
    try {
      var admin =
          new GivenAddresses(
                  Map.of(
                      "CHAT_AMQP_ADMIN_URL",
                      "http://boss:pw@127.0.0.1:" + api.getAddress().getPort()))
              .amqpAdmin()
              .orElseThrow();
      var virtualHosts = new VirtualHosts(admin);
      virtualHosts.create("run/1", "boss");
      virtualHosts.delete("run/1");
      assertThat(asked)
          .containsExactly(
              "PUT /api/vhosts/run%2F1",
              "PUT /api/permissions/run%2F1/boss", "DELETE /api/vhosts/run%2F1");
      assertThatThrownBy(() -> virtualHosts.delete("bad"))
          .hasMessageContaining("CHAT_AMQP_ADMIN_URL")
          .hasMessageContaining("401");
    } finally {
      api.stop(0);
    }
  }

  @Test
  void adminAddressOfItsOwnGivesNoBroker() throws IOException {
    assertThat(new GivenAddresses(Map.of("CHAT_AMQP_ADMIN_URL", "http://u:p@h")).amqp()).isEmpty();
  }
}
