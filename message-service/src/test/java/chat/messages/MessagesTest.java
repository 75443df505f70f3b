package chat.messages;

import chat.backing.BackingServices;
import chat.backing.Outage;
import chat.backing.Redis;
import chat.backing.WithBackingServices;
import chat.kit.testing.TestIdentity;
import chat.kit.testing.WithTestIdentity;
import chat.messages.attachment.ChosenStore;
import chat.messages.guest.AuthServiceDouble;
import chat.messages.live.PresenceServiceDouble;
import chat.messages.room.RoomServiceDouble;
import chat.messages.room.TestRooms;
import chat.wire.RoomId;
import chat.wire.UserId;
import chat.wire.UserKind;
import chat.wire.UserRef;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpHeaders;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

/** The whole service over HTTP, with the real stores and a room-service that says what we like. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@WithBackingServices(database = "messages")
@WithTestIdentity
@Import({TestRooms.class, Heard.class, ChosenStore.class})
public abstract class MessagesTest {
  /** Stands before Redis, for tests in which that is away. */
  protected static final Outage REDIS = outage(BackingServices.forTests().redis());

  /** Where people's files lie. */
  protected static final Path FILES = TestFolders.fresh("attachments");

  @Autowired protected TestRooms rooms;
  @Autowired protected Heard heard;
  @LocalServerPort private int port;

  protected final UserRef ada = user("ada");
  protected final UserRef ben = user("ben");
  protected final RoomId room = new RoomId(UUID.randomUUID());

  private static Outage outage(Redis redis) {
    return Outage.before(redis.host(), redis.port());
  }

  /** One context for all tests: each further one would have a relay and listeners of its own. */
  @DynamicPropertySource
  static void limits(DynamicPropertyRegistry properties) {
    properties.add("chat.attachments.directory", FILES::toString);
    properties.add("chat.attachments.most", () -> "400MB");
    properties.add("chat.attachments.silence", () -> "2s");
    properties.add("chat.write.queue", () -> "1024"); // which is soon full
    properties.add("chat.retention.at-once", () -> "3"); // so that one room takes several rounds
  }

  @DynamicPropertySource
  static void surroundings(DynamicPropertyRegistry properties) {
    properties.add(
        "spring.data.redis.url",
        () -> BackingServices.forTests().redis().at(REDIS.host(), REDIS.port()).url());
    properties.add("chat.rooms.service", RoomServiceDouble.shared()::address);
    properties.add("chat.guests.service", AuthServiceDouble.shared()::address);
    properties.add("chat.live.digest", () -> "2s");
    properties.add("chat.presence.service", PresenceServiceDouble.shared()::address);
    properties.add("chat.service.token-uri", TestIdentity.shared()::tokenUri);
    properties.add("chat.service.secret", () -> TestIdentity.SERVICE_SECRET);
  }

  protected static UserRef user(String name) {
    return new UserRef(new UserId(UUID.randomUUID()), name, UserKind.PERSON);
  }

  protected ResponseSpec send(UserRef sender, RoomId to, Object body) {
    return as(sender).post().uri("/api/v1/rooms/{room}/messages", to).bodyValue(body).exchange();
  }

  protected ResponseSpec send(UserRef sender, String clientId, String text) {
    return send(sender, room, Map.of("clientId", clientId, "text", text));
  }

  protected ResponseSpec read(UserRef reader, String query) {
    return as(reader).get().uri("/api/v1/rooms/" + room + "/messages" + query).exchange();
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
}
