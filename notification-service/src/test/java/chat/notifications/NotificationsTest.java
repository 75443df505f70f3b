package chat.notifications;

import chat.backing.WithBackingServices;
import chat.kit.event.EventPublisher;
import chat.kit.testing.TestIdentity;
import chat.kit.testing.WithTestIdentity;
import chat.notifications.room.RoomFeedDouble;
import chat.wire.Message;
import chat.wire.MessageId;
import chat.wire.Role;
import chat.wire.RoomDetails;
import chat.wire.RoomId;
import chat.wire.RoomKind;
import chat.wire.UserId;
import chat.wire.UserKind;
import chat.wire.UserRef;
import chat.wire.event.DomainEvent;
import chat.wire.event.MessageEvent;
import chat.wire.event.RoomEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpHeaders;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** The whole service: events come in through the broker, people ask over HTTP. */
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = "chat.messaging.first-backoff=50ms")
@WithBackingServices(database = "notifications")
@WithTestIdentity
@Import(Heard.class)
public abstract class NotificationsTest {
  @Autowired protected Heard heard;
  @Autowired private EventPublisher events;
  @LocalServerPort private int port;

  protected final UserRef ada = user("ada");
  protected final UserRef ben = user("ben");
  protected final UserRef eve = user("eve");
  protected final RoomId room = new RoomId(UUID.randomUUID());
  private final AtomicLong version = new AtomicLong();
  private final AtomicLong seq = new AtomicLong();

  @DynamicPropertySource
  static void surroundings(DynamicPropertyRegistry properties) {
    properties.add("chat.rooms.service", RoomFeedDouble.shared()::address);
    properties.add("chat.service.token-uri", TestIdentity.shared()::tokenUri);
    properties.add("chat.service.secret", () -> TestIdentity.SERVICE_SECRET);
  }

  protected static UserRef user(String name) {
    return new UserRef(new UserId(UUID.randomUUID()), name, UserKind.PERSON);
  }

  protected void open(RoomKind kind, UserRef... members) {
    RoomDetails details = new RoomDetails(kind, "A room", null);
    happen(new RoomEvent.Created(room, next(), details, members[0]));
    Stream.of(members)
        .forEach(user -> happen(new RoomEvent.MemberJoined(room, next(), user, Role.MEMBER)));
  }

  protected long next() {
    return version.incrementAndGet();
  }

  protected void happen(DomainEvent event) {
    events.publish(event).block(Duration.ofSeconds(10));
  }

  protected MessageEvent.Sent sent(
      RoomKind kind, UserRef by, boolean mentionsRoom, String text, UserRef... mentions) {
    return sent(room, kind, by, mentionsRoom, text, mentions);
  }

  protected MessageEvent.Sent sent(
      RoomId to,
      RoomKind kind,
      UserRef by,
      boolean mentionsRoom,
      String text,
      UserRef... mentions) {
    Message message =
        new Message(
            new MessageId(UUID.randomUUID()),
            to,
            seq.incrementAndGet(),
            "c" + seq.get(),
            by,
            text,
            Instant.parse("2026-01-01T12:00:00Z"),
            null,
            null,
            Stream.of(mentions).map(UserRef::id).toList(),
            mentionsRoom,
            List.of());
    return new MessageEvent.Sent(to, message.seq(), kind, message);
  }

  protected WebTestClient as(UserRef user) {
    String token = TestIdentity.shared().token(user.id(), user.name());
    return anonymous().mutate().defaultHeader(HttpHeaders.AUTHORIZATION, "Bearer " + token).build();
  }

  protected WebTestClient anonymous() {
    return WebTestClient.bindToServer()
        .baseUrl("http://127.0.0.1:" + port)
        .responseTimeout(Duration.ofSeconds(30))
        .build();
  }

  protected JsonNode inbox(UserRef of, String query) {
    return body(as(of).get().uri("/api/v1/notifications" + query));
  }

  protected static JsonNode body(WebTestClient.RequestHeadersSpec<?> request) {
    JsonNode body =
        request
            .exchange()
            .expectStatus()
            .isOk()
            .expectBody(JsonNode.class)
            .returnResult()
            .getResponseBody();
    if (body == null) {
      throw new AssertionError("no body");
    }
    return body;
  }
}
