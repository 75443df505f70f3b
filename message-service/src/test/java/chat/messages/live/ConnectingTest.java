package chat.messages.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.kit.security.RevokedSessions;
import chat.kit.testing.TestIdentity;
import chat.messages.SecondNode;
import chat.wire.SessionId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import tools.jackson.databind.JsonNode;

/** Who is let in, and for how long. */
class ConnectingTest extends LiveClientsTest {
  @Autowired private RevokedSessions revoked;

  @Autowired private Environment environment;

  @Test
  void refusesABadTokenAndTellsNobodyAnythingWhoHasShownNone() throws Exception {
    LiveClient nobody = connect(here, "");
    LiveClient liar = connect(here, "{\"token\":\"made up\"}");
    send(ada, "c1", "Secret").expectStatus().isCreated();

    assertThat(nobody.welcome()).startsWith("40{");
    assertThat(liar.welcome()).startsWith("44{").contains("/problems/token-rejected");
    assertThat(refusal(nobody.wish("sync", Map.of("rooms", List.of()))))
        .isEqualTo("/problems/unauthenticated");
    assertThat(nobody.told()).isEmpty();
    assertThat(liar.told()).isEmpty();
  }

  @Test
  void doesNoMoreThanTheTokenIsGoodFor() throws Exception {
    var onlyReads = TestIdentity.shared().user(ada.id(), ada.name()).claim("scope", "read");
    var readsNothing = TestIdentity.shared().user(ada.id(), ada.name()).claim("scope", "account");
    LiveClient reader = connect(here, auth(onlyReads.signed()));
    LiveClient nobody = connect(here, auth(readsNothing.signed()));

    JsonNode opened = reader.wish("room:join", Map.of("room", room));
    JsonNode sent =
        reader.wish("chat:send", Map.of("room", room, "clientId", "r1", "text", "Am I allowed?"));

    assertThat(nobody.welcome()).startsWith("44{").contains("/problems/forbidden");
    assertThat(opened.path("ok").asBoolean()).isTrue();
    assertThat(refusal(sent)).isEqualTo("/problems/forbidden");
    assertThat(sent.path("error").path("detail").asString("")).contains("write");
  }

  @Test
  void cutsTheSocketsOfARevokedSessionWithinASecond() throws Exception {
    SessionId session = new SessionId(UUID.randomUUID());
    String token = TestIdentity.shared().user(ada.id(), ada.name()).session(session).signed();
    LiveClient cut = connect(here, auth(token));
    LiveClient other = joined(here, ada, 0);

    Instant from = Instant.now();
    revoked.revoke(session, from.plusSeconds(600)).block(Duration.ofSeconds(10));

    assertThat(cut.closeCode()).isEqualTo(1000);
    assertThat(Instant.now()).isBefore(from.plusSeconds(1));
    assertThat(other.wish("room:leave", Map.of("room", room)).path("ok").asBoolean()).isTrue();
  }

  @Test
  void cutsASocketWhoseTokenEndsUnlessItIsRenewed() throws Exception {
    String brief =
        TestIdentity.shared().user(ada.id(), ada.name()).expiresIn(Duration.ofSeconds(5)).signed();
    LiveClient cut = connect(here, auth(brief));
    LiveClient renewed = connect(here, auth(brief));

    JsonNode answer = renewed.wish("auth:renew", Map.of("token", token(ada)));
    JsonNode stolen = renewed.wish("auth:renew", Map.of("token", token(ben)));

    assertThat(cut.closeCode()).isEqualTo(1000);
    assertThat(answer.path("ok").asBoolean()).isTrue();
    assertThat(refusal(stolen)).isEqualTo("/problems/forbidden");
    assertThat(renewed.wish("room:leave", Map.of("room", room)).path("ok").asBoolean()).isTrue();
  }

  @Test
  void letsSomebodyLogInOnASocketThatCameWithoutAToken() throws Exception {
    LiveClient client = connect(here, "");

    done(client.wish("auth:renew", Map.of("token", token(ada))));

    done(client.wish("room:join", Map.of("room", room)));
  }

  @Test
  void sendsEverybodyElsewhereBeforeItStops() throws Exception {
    LiveClient first;
    LiveClient second;
    try (ConfigurableApplicationContext node = SecondNode.start(environment)) {
      int there = node.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
      first = connect(there, ada);
      second = connect(there, ben);
    }

    for (LiveClient client : List.of(first, second)) {
      await().until(() -> client.told("go-away").size() == 1);
      assertThat(client.told("go-away").getFirst().get(1).path("afterMillis").asLong(-1))
          .isBetween(0L, 500L);
      assertThat(client.closeCode()).isPositive();
    }
  }
}
