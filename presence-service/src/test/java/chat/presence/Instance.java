package chat.presence;

import chat.backing.BackingServices;
import chat.kit.event.EventPublisher;
import chat.kit.security.RevokedSessions;
import chat.kit.testing.TestIdentity;
import chat.wire.SessionId;
import chat.wire.UserId;
import chat.wire.event.DomainEvent;
import chat.wire.event.PresenceEvent;
import chat.wire.internal.ConnectionReport;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

/** One running instance of the service; several of them share the stores. */
final class Instance implements AutoCloseable {
  private final ConfigurableApplicationContext context;

  Instance(Map<String, String> settings) {
    Map<String, String> all = new HashMap<>(BackingServices.forTests().springProperties(""));
    all.put("server.port", "0");
    all.put("server.address", "127.0.0.1");
    all.put("chat.security.jwks-uri", TestIdentity.shared().jwksUri());
    all.put("chat.presence.linger", "100ms");
    all.put("chat.presence.round", "50ms");
    all.putAll(settings);
    context =
        new SpringApplicationBuilder(PresenceService.class, Heard.class)
            .run(
                all.entrySet().stream()
                    .map(setting -> "--%s=%s".formatted(setting.getKey(), setting.getValue()))
                    .toArray(String[]::new));
  }

  static Instance start() {
    return new Instance(Map.of());
  }

  WebTestClient anonymous() {
    String port = context.getEnvironment().getRequiredProperty("local.server.port");
    return WebTestClient.bindToServer()
        .baseUrl("http://127.0.0.1:" + port)
        .responseTimeout(Duration.ofSeconds(30))
        .build();
  }

  WebTestClient with(String token) {
    return anonymous().mutate().defaultHeader(HttpHeaders.AUTHORIZATION, "Bearer " + token).build();
  }

  WebTestClient edge() {
    return with(TestIdentity.shared().serviceToken("message-service"));
  }

  ResponseSpec report(ConnectionReport report) {
    return edge().post().uri("/internal/connections").bodyValue(report).exchange();
  }

  ResponseSpec report(String node, ConnectionReport.Connection... opened) {
    return report(new ConnectionReport(node, false, List.of(opened), List.of()));
  }

  ResponseSpec close(String node, String... ids) {
    return report(new ConnectionReport(node, false, List.of(), List.of(ids)));
  }

  void happen(DomainEvent event) {
    context.getBean(EventPublisher.class).publish(event).block(Duration.ofSeconds(10));
  }

  void revoke(SessionId session) {
    revokedSessions().revoke(session, Instant.now().plusSeconds(60)).block(Duration.ofSeconds(10));
  }

  RevokedSessions revokedSessions() {
    return context.getBean(RevokedSessions.class);
  }

  /** What this instance has heard anybody announce. */
  List<PresenceEvent.Changed> heard(UserId user) {
    return context.getBean(Heard.class).about(user);
  }

  @Override
  public void close() {
    context.close();
  }
}
