package chat.kit.observability;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import chat.kit.small.SmallService;
import chat.wire.RoomId;
import com.jayway.jsonpath.JsonPath;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.context.ContextSnapshotFactory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.springframework.boot.logging.logback.StructuredLogEncoder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.util.ClassUtils;

class ExportTest {
  @Test
  void sendsSpansToACollectorWhenThereIsOne() throws IOException {
    List<String> spans = new CopyOnWriteArrayList<>();
    HttpServer collector =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    collector.createContext(
        "/v1/traces",
        exchange -> {
          spans.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    collector.start();
    Map<String, String> settings =
        Map.of(
            "management.opentelemetry.tracing.export.otlp.endpoint",
            "http://127.0.0.1:" + collector.getAddress().getPort() + "/v1/traces",
            "management.opentelemetry.tracing.export.schedule-delay",
            "100ms",
            "management.tracing.sampling.probability",
            "1.0");
    try (ConfigurableApplicationContext service = SmallService.start(settings)) {
      SmallService.http(service).get().uri("/me").exchange().expectStatus().isUnauthorized();
      await().until(() -> spans.stream().anyMatch(span -> span.contains("http get")));
      assertThat(spans).anyMatch(span -> span.contains("small-service"));
    } finally {
      collector.stop(0);
    }
  }

  @Test
  void needsNoKotlinToDoSo() {
    assertThat(ClassUtils.isPresent("kotlin.KotlinVersion", null)).isFalse();
  }

  @Test
  void jsonLogsCarryTheSameFields() {
    LogContext.followChains();
    LoggerContext context = new LoggerContext();
    context.setMDCAdapter(new LogFields());
    context.putObject(Environment.class.getName(), new StandardEnvironment());
    StructuredLogEncoder ecs = new StructuredLogEncoder();
    ecs.setContext(context);
    ecs.setFormat("ecs");
    ecs.start();
    RoomId id = new RoomId(UUID.randomUUID());
    var chains = ContextSnapshotFactory.builder().build();
    String line;
    try (var chain = chains.setThreadLocalsFrom(LogContext.room(id))) {
      LoggingEvent said =
          new LoggingEvent(
              "", context.getLogger("somebody"), Level.INFO, "said", null, new Object[0]);
      line = new String(ecs.encode(said), UTF_8);
    }
    assertThat(JsonPath.<String>read(line, "$.room")).isEqualTo(id.toString());
    assertThat(JsonPath.<String>read(line, "$.message")).isEqualTo("said");
  }
}
