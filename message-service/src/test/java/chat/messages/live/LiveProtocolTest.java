package chat.messages.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.kit.event.EventPublisher;
import chat.kit.security.RevokedSessions;
import chat.kit.testing.TestIdentity;
import chat.messages.MessagesTest;
import chat.messages.SecondNode;
import chat.wire.RoomKind;
import chat.wire.SessionId;
import chat.wire.UserRef;
import chat.wire.event.RoomEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import tools.jackson.databind.JsonNode;

/** What people who are connected are told, and what they are not. */
class LiveProtocolTest extends MessagesTest {
  @Autowired private RevokedSessions revoked;
  @Autowired private EventPublisher events;
  @Autowired private Environment environment;
  @LocalServerPort private int here;

  private final List<LiveClient> clients = new ArrayList<>();

  @BeforeEach
  void openRoom() {
    rooms.open(room, RoomKind.PRIVATE, ada, ben);
  }

  @AfterEach
  void hangUp() {
    REDIS.restore();
    clients.forEach(LiveClient::hangUp);
  }

  @Test
  void refusesWhoeverShowsNoTokenAndSaysHowToGetOne() throws Exception {
    LiveClient nobody = connect(here, "");
    LiveClient liar = connect(here, "{\"token\":\"made up\"}");
    send(ada, "c1", "Secret").expectStatus().isCreated();

    assertThat(nobody.welcome()).startsWith("44{").contains("/problems/unauthenticated", "guest");
    assertThat(liar.welcome()).startsWith("44{").contains("/problems/token-rejected");
    assertThat(nobody.told()).isEmpty();
    assertThat(liar.told()).isEmpty();
  }

  @Test
  void tellsNothingBeforeARoomIsOpen() throws Exception {
    LiveClient opened = joined(here, ada, 0);
    LiveClient connected = connect(here, ben);

    send(ada, "c1", "Hello").expectStatus().isCreated();

    await().until(() -> opened.told("chat:message").size() == 1);
    assertThat(connected.told()).isEmpty();
  }

  @Test
  void opensARoomAtAPositionAndTellsWhatComesAfterIt() throws Exception {
    long before = head();
    send(ada, "c1", "First").expectStatus().isCreated();
    LiveClient client = connect(here, ben);

    JsonNode state = client.wish("room:join", Map.of("room", room, "since", before));
    client.wish("chat:send", Map.of("room", room, "clientId", "b1", "text", "Second"));

    assertThat(state.path("ok").asBoolean()).isTrue();
    assertThat(state.path("complete").asBoolean()).isTrue();
    assertThat(state.path("events").get(0).path("data").path("message").path("text").asString())
        .isEqualTo("First");
    await().until(() -> !client.seqs().isEmpty());
    assertThat(client.seqs()).containsExactly(state.path("head").asLong() + 1);
  }

  @Test
  void saysWhenItCannotTellAllThatWasMissed() throws Exception {
    LiveClient client = connect(here, ben);

    JsonNode state = client.wish("room:join", Map.of("room", room, "since", 1_000_000));

    assertThat(state.path("complete").asBoolean(true)).isFalse();
  }

  @Test
  void answersEveryWishThatItRefuses() throws Exception {
    UserRef stranger = user("eve");
    LiveClient client = connect(here, stranger);

    // neither the projection nor room-service has heard of her
    assertThat(refusal(client.wish("room:join", Map.of("room", room))))
        .isEqualTo("/problems/room-not-found");
    assertThat(refusal(client.wish("room:join", Map.of()))).isEqualTo("/problems/invalid-request");
    assertThat(refusal(client.wish("no:such", Map.of()))).isEqualTo("/problems/malformed-request");
    assertThat(refusal(client.wish("chat:send", Map.of("room", "x"))))
        .isEqualTo("/problems/malformed-request");
    assertThat(refusal(client.wish("chat:typing", Map.of("room", room, "typing", true))))
        .isEqualTo("/problems/forbidden");
  }

  @Test
  void readsHistoryAndManyRoomsAtOnce() throws Exception {
    LiveClient client = connect(here, ada);
    send(ada, "c1", "First").expectStatus().isCreated();

    JsonNode history = client.wish("chat:history", Map.of("room", room, "limit", 1));
    JsonNode sync =
        client.wish("sync", Map.of("rooms", List.of(Map.of("room", room, "seq", head() - 1))));

    assertThat(history.path("messages").get(0).path("text").asString()).isEqualTo("First");
    assertThat(sync.path("rooms").get(0).path("events").size()).isEqualTo(1);
  }

  @Test
  void tellsHowFarSomebodyHasRead() throws Exception {
    LiveClient writer = joined(here, ada, 0);
    LiveClient reader = joined(here, ben, 0);
    send(ada, "c1", "Have you seen this?").expectStatus().isCreated();

    JsonNode left = reader.wish("chat:read", Map.of("room", room, "seq", head()));

    assertThat(left.path("unread").asInt(-1)).isZero();
    await().until(() -> !writer.told("chat:read").isEmpty());
    assertThat(writer.told("chat:read").getLast().get(1).path("seq").asLong()).isEqualTo(head());
    assertThat(refusal(reader.wish("chat:read", Map.of("room", room, "seq", head() + 1))))
        .isEqualTo("/problems/invalid-request");
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
  void tellsWhoIsTyping() throws Exception {
    LiveClient reader = joined(here, ada, 0);
    LiveClient writer = joined(here, ben, 0);

    writer.wish("chat:typing", Map.of("room", room, "typing", true));

    await().until(() -> reader.told("chat:typing").size() == 1);
  }

  @Test
  void cutsTheSocketsOfARevokedSession() throws Exception {
    SessionId session = new SessionId(UUID.randomUUID());
    String token = TestIdentity.shared().user(ada.id(), ada.name()).session(session).signed();
    LiveClient cut = connect(here, auth(token));
    LiveClient other = joined(here, ada, 0);

    revoked.revoke(session, Instant.now().plusSeconds(600)).block(Duration.ofSeconds(10));

    assertThat(cut.closeCode()).isEqualTo(1000);
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
  void tellsSomebodyWhoWasRemovedNothingMore() throws Exception {
    LiveClient stays = joined(here, ada, 0);
    LiveClient goes = joined(here, ben, 0);

    rooms.happen(new RoomEvent.MemberRemoved(room, rooms.next(), ben, ada, null));
    await().until(() -> !stays.told("room:member-left").isEmpty());
    send(ada, "c1", "Now that he is gone").expectStatus().isCreated();

    await().until(() -> stays.told("chat:message").size() == 1);
    assertThat(goes.told("chat:message")).isEmpty();
  }

  @Test
  void hearsOfARemovalWithoutTheStream() throws Exception {
    LiveClient stays = joined(here, ada, 0);
    LiveClient goes = joined(here, ben, 0);
    // nothing goes over Redis, so only the event can tell
    REDIS.cut();

    events
        .publish(new RoomEvent.MemberRemoved(room, 1, ben, ada, null))
        .block(Duration.ofSeconds(10));

    await()
        .atMost(Duration.ofSeconds(5))
        .until(
            () ->
                goes.wish("chat:typing", Map.of("room", room, "typing", true))
                    .path("error")
                    .path("type")
                    .asString("")
                    .equals("/problems/forbidden"));
    assertThat(stays.wish("room:leave", Map.of("room", room)).path("ok").asBoolean()).isTrue();
  }

  @Test
  void tellsASlowReaderToPullAndKeepsNothingForIt() throws Exception {
    LiveClient slow = joined(here, ben, head());
    LiveClient quick = joined(here, ada, head());
    slow.stopReading();
    String text = "\u3042".repeat(8_000);
    long from = head();

    List<CompletableFuture<JsonNode>> sent = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      sent.add(quick.begin("chat:send", Map.of("room", room, "clientId", "s" + i, "text", text)));
      if (i % 20 == 19) {
        sent.getLast().get(20, TimeUnit.SECONDS);
      }
    }
    await().atMost(Duration.ofSeconds(30)).until(() -> quick.seqs().size() >= 400);
    slow.readOn();

    await().atMost(Duration.ofSeconds(20)).until(() -> !slow.told("lagging").isEmpty());
    long head = slow.told("lagging").getFirst().get(1).path("head").asLong();
    assertThat(slow.seqs()).hasSizeLessThan(400).startsWith(from + 1).isSorted();
    JsonNode rest =
        slow.wish("sync", Map.of("rooms", List.of(Map.of("room", room, "seq", head - 10))));
    assertThat(rest.path("rooms").get(0).path("events").size()).isEqualTo(10);
    // and it is told again what comes from here on
    quick.wish("chat:send", Map.of("room", room, "clientId", "last", "text", "Welcome back"));
    await().until(() -> slow.seqs().getLast() == head + 1);
  }

  /** Whatever Redis loses on the way, every log is whole and in order, on whichever node. */
  @Test
  void everyLogIsCompleteWhileRedisIsLost() throws Exception {
    try (ConfigurableApplicationContext second = SecondNode.start(environment)) {
      int there = second.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
      long from = head();
      List<LiveClient> readers =
          List.of(joined(here, ada, from), joined(there, ada, from), joined(there, ben, from));
      List<LiveClient> writers = List.of(connect(here, ada), connect(there, ben));

      List<CompletableFuture<JsonNode>> sent = new ArrayList<>();
      for (int i = 0; i < 150; i++) {
        if (i == 50) {
          REDIS.cut();
        }
        if (i == 100) {
          CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new)).get(30, TimeUnit.SECONDS);
          REDIS.restore();
        }
        for (LiveClient writer : writers) {
          sent.add(
              writer.begin(
                  "chat:send", Map.of("room", room, "clientId", "c" + i, "text", "No. " + i)));
        }
        if (sent.size() % 20 == 0) {
          sent.getLast().get(20, TimeUnit.SECONDS);
        }
      }
      CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new)).get(30, TimeUnit.SECONDS);

      List<Long> all = LongStream.rangeClosed(from + 1, from + 300).boxed().toList();
      for (LiveClient reader : readers) {
        await()
            .atMost(Duration.ofSeconds(20))
            .untilAsserted(() -> assertThat(reader.seqs()).hasSizeGreaterThanOrEqualTo(300));
        assertThat(reader.seqs()).isEqualTo(all);
      }
      assertThat(sent).allSatisfy(ack -> assertThat(ack.join().path("ok").asBoolean()).isTrue());
    }
  }

  private LiveClient joined(int port, UserRef user, long since) throws Exception {
    LiveClient client = connect(port, user);
    JsonNode state = client.wish("room:join", Map.of("room", room, "since", since));
    assertThat(state.path("ok").asBoolean()).as(state.toString()).isTrue();
    return client;
  }

  private LiveClient connect(int port, UserRef user) throws Exception {
    return connect(port, auth(token(user)));
  }

  private LiveClient connect(int port, String auth) throws Exception {
    LiveClient client = LiveClient.connect(port, auth);
    clients.add(client);
    return client;
  }

  private static String auth(String token) {
    return "{\"token\":\"" + token + "\"}";
  }

  private static String token(UserRef user) {
    return TestIdentity.shared().token(user.id(), user.name());
  }

  private long head() {
    JsonNode page =
        read(ada, "?limit=1").expectBody(JsonNode.class).returnResult().getResponseBody();
    return page == null ? 0 : page.path("head").asLong();
  }

  private static String refusal(JsonNode answer) {
    assertThat(answer.path("ok").asBoolean(true)).isFalse();
    return answer.path("error").path("type").asString("");
  }
}
