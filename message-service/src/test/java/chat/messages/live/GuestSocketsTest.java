package chat.messages.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.messages.SecondNode;
import chat.messages.guest.AuthServiceDouble;
import chat.messages.room.RoomServiceDouble;
import chat.wire.RoomDetails;
import chat.wire.RoomKind;
import chat.wire.UserId;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import tools.jackson.databind.JsonNode;

/** Sockets that come without a token. */
class GuestSocketsTest extends LiveClientsTest {
  private final AuthServiceDouble auth = AuthServiceDouble.shared();

  @Autowired private Environment environment;
  private String code = "";

  @BeforeEach
  void giveTheRoomACode() {
    code = "G" + room.toString().substring(0, 7);
    RoomServiceDouble.shared()
        .openByCode(code, room, new RoomDetails(RoomKind.PRIVATE, "A room", null));
  }

  @AfterEach
  void giveLongTokens() {
    auth.giveTokensFor(Duration.ofMinutes(10));
  }

  @Test
  void areAGuestsFromTheFirstRoomOnAndTellWhose() throws Exception {
    LiveClient guest = connect(here, "");

    done(guest.wish("room:join", Map.of("code", code, "nickname", "Zoë")));

    JsonNode session = guest.told("auth:session").getFirst().get(1);
    assertThat(session.path("user").path("name").asString()).isEqualTo("Zoë");
    assertThat(session.path("user").path("kind").asString()).isEqualTo("guest");
    LiveClient other = connect(here, auth(session.path("token").asString()));
    done(other.wish("chat:send", Map.of("room", room, "clientId", "z", "text", "It is me")));
    await().until(() -> guest.told("chat:message").size() == 1);
    assertThat(guest.told("chat:message").getFirst().get(1).path("message").path("sender"))
        .isEqualTo(session.path("user"));
  }

  @Test
  void makeNobodyByConnectingAgainAndAgain() throws Exception {
    int before = auth.made().size();
    for (int i = 0; i < 10; i++) {
      connect(here, "").wish("sync", Map.of("rooms", java.util.List.of()));
    }

    assertThat(auth.made()).hasSize(before);
  }

  @Test
  void comeBackAsTheSameGuestOnAnotherNode() throws Exception {
    LiveClient before = connect(here, "");
    JsonNode first = entered(before, "Kim");

    try (ConfigurableApplicationContext second = SecondNode.start(environment)) {
      int there = second.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
      LiveClient again = connect(there, "{\"pid\":\"" + before.privateId() + "\"}");
      JsonNode same = entered(again, "Kim");

      assertThat(same.path("user")).isEqualTo(first.path("user"));
      // the same again would make the client believe that it has missed nothing
      assertThat(again.privateId()).isNotEqualTo(before.privateId());
    }
  }

  @Test
  void areSomebodyNewWhenTheirKeyOpensNothing() throws Exception {
    String invented = "A".repeat(24) + "." + "B".repeat(8);

    assertThat(entered(connect(here, "{\"pid\":\"" + invented + "\"}"), "Lou").path("user"))
        .isNotNull();
    assertThat(entered(connect(here, "{\"pid\":5}"), "Lou").path("user")).isNotNull();
  }

  @Test
  void areCalledByTheirLatestNickname() throws Exception {
    LiveClient guest = connect(here, "");
    JsonNode session = entered(guest, "Max");

    done(guest.wish("room:join", Map.of("code", code, "nickname", "Maxi")));
    JsonNode sent =
        done(guest.wish("chat:send", Map.of("room", room, "clientId", "m", "text", "Hello")));

    assertThat(sent.path("message").path("sender").path("name").asString()).isEqualTo("Maxi");
    assertThat(auth.nameOf(UserId.of(session.path("user").path("id").asString())))
        .isEqualTo("Maxi");
  }

  @Test
  void leaveThePeopleWithAnAccountTheirNames() throws Exception {
    LiveClient person = connect(here, ada);

    done(person.wish("room:join", Map.of("code", code, "nickname", "Somebody else")));
    JsonNode sent =
        done(person.wish("chat:send", Map.of("room", room, "clientId", "a", "text", "Hello")));

    assertThat(sent.path("message").path("sender").path("name").asString()).isEqualTo("ada");
  }

  @Test
  void areTakenCareOfBeforeTheirTokensEnd() throws Exception {
    auth.giveTokensFor(Duration.ofSeconds(4));
    LiveClient guest = connect(here, "");
    JsonNode first = entered(guest, "Eve");

    await().atMost(Duration.ofSeconds(10)).until(() -> guest.told("auth:session").size() >= 3);

    JsonNode last = guest.told("auth:session").getLast().get(1);
    assertThat(last.path("user")).isEqualTo(first.path("user"));
    assertThat(last.path("token")).isNotEqualTo(first.path("token"));
    done(guest.wish("chat:send", Map.of("room", room, "clientId", "e", "text", "Still here")));
  }

  @Test
  void hearWhyTheyCannotBeCalledThat() throws Exception {
    LiveClient guest = connect(here, "");

    JsonNode answer = guest.wish("room:join", Map.of("code", code, "nickname", "long ".repeat(20)));

    assertThat(refusal(answer)).isEqualTo("/problems/invalid-request");
  }

  @Test
  void areRefusedWhereGuestsAreNotWelcomeAndToldSo() throws Exception {
    try (ConfigurableApplicationContext second =
        SecondNode.start(environment, "--chat.guests.welcome=false")) {
      int there = second.getEnvironment().getRequiredProperty("local.server.port", Integer.class);

      LiveClient nobody = connect(there, "");

      assertThat(nobody.welcome())
          .startsWith("44{")
          .contains("/problems/unauthenticated", "Guests are not welcome");
    }
  }

  @Test
  void areNotMadeInHordesFromOneAddress() throws Exception {
    try (ConfigurableApplicationContext second =
        SecondNode.start(environment, "--chat.guests.per-address=1", "--chat.guests.window=2s")) {
      int there = second.getEnvironment().getRequiredProperty("local.server.port", Integer.class);

      await()
          .untilAsserted(
              () ->
                  assertThat(
                          refusal(
                              connect(there, "")
                                  .wish("room:join", Map.of("code", code, "nickname", "Many"))))
                      .isEqualTo("/problems/too-many-requests"));
    }
  }

  private JsonNode entered(LiveClient guest, String nickname) throws Exception {
    done(guest.wish("room:join", Map.of("code", code, "nickname", nickname)));
    return guest.told("auth:session").getFirst().get(1);
  }
}
