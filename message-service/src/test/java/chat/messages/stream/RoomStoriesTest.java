package chat.messages.stream;

import static chat.messages.Responses.message;
import static org.assertj.core.api.Assertions.assertThat;

import chat.messages.MessagesTest;
import chat.wire.Role;
import chat.wire.RoomDetails;
import chat.wire.RoomKind;
import chat.wire.UserRef;
import chat.wire.event.RoomEvent;
import chat.wire.frame.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The stories by which the web client's reducer is tested, lived through with the real service: it
 * must tell the very events and show the very view.
 */
class RoomStoriesTest extends MessagesTest {
  private static final Path STORIES =
      Path.of("..", "shared-contracts", "wire", "src", "test", "resources", "fixtures", "room");
  private static final JsonMapper JSON = JsonMapper.shared();

  @Autowired private RoomFrames frames;

  /** The service's ids by the story's, and the other way round. */
  private final Map<String, String> real = new HashMap<>();

  private final Map<String, String> told = new HashMap<>();

  /** By the story's ids. */
  private final Set<String> deleted = new HashSet<>();

  static List<Path> stories() throws IOException {
    try (Stream<Path> files = Files.list(STORIES)) {
      return files.sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("stories")
  void areToldAndShownAsTheClientExpects(Path file) throws IOException {
    JsonNode story = JSON.readTree(Files.readString(file));
    rooms.open(room, RoomKind.PRIVATE, user(story, "ada"), user(story, "ben"));
    elements(story.at("/view/messages"))
        .filter(message -> message.path("deleted").asBoolean())
        .forEach(message -> deleted.add(message.path("id").asString()));

    elements(story.path("events")).forEach(event -> live(event.path("event"), event.path("data")));

    assertThat(events()).isEqualTo(elements(story.path("events")).map(this::essence).toList());
    JsonNode page =
        read(user(story, "ada"), "").expectBody(JsonNode.class).returnResult().getResponseBody();
    assertThat(Objects.requireNonNull(page).path("head")).isEqualTo(story.at("/view/head"));
    assertThat(elements(page.path("messages")).map(this::shown).toList())
        .isEqualTo(elements(story.at("/view/messages")).map(RoomStoriesTest::sorted).toList());
  }

  private void live(JsonNode event, JsonNode data) {
    JsonNode by = data.path("by");
    switch (event.asString()) {
      case "chat:message" -> say(data.path("message"));
      case "chat:edited" ->
          change(by, HttpMethod.PATCH, data, "", Map.of("text", data.path("text").asString()));
      case "chat:deleted" -> change(by, HttpMethod.DELETE, data, "", null);
      case "chat:reacted" -> {
        String emoji = data.path("emoji").asString();
        change(by, method(data.path("added")), data, "/reactions/" + emoji, null);
      }
      case "chat:pinned" -> change(by, method(data.path("pinned")), data, "/pin", null);
      case "room:member-joined" ->
          rooms.happen(
              new RoomEvent.MemberJoined(
                  room, rooms.next(), user(data.path("member")), Role.MEMBER));
      case "room:member-left" ->
          rooms.happen(new RoomEvent.MemberLeft(room, rooms.next(), user(data.path("member"))));
      case "room:updated" ->
          rooms.happen(
              new RoomEvent.Updated(
                  room,
                  rooms.next(),
                  JSON.treeToValue(data.path("details"), RoomDetails.class),
                  user(by)));
      default -> throw new IllegalArgumentException("The story tells of " + event);
    }
  }

  private void say(JsonNode said) {
    Map<String, Object> body = new HashMap<>();
    body.put("clientId", said.path("clientId").asString());
    body.put("text", said.path("text").asString());
    said.path("replyTo").asStringOpt().ifPresent(id -> body.put("replyTo", real.get(id)));
    said.path("thread").asStringOpt().ifPresent(id -> body.put("thread", real.get(id)));
    String id = message(send(user(said.path("sender")), room, body)).id().toString();
    real.put(said.path("id").asString(), id);
    told.put(id, said.path("id").asString());
  }

  private void change(
      JsonNode by, HttpMethod method, JsonNode data, String what, @Nullable Object body) {
    String path = "/api/v1/rooms/{room}/messages/{message}" + what;
    var request =
        as(user(by))
            .method(method)
            .uri(path.replace("{room}", room.toString()).replace("{message}", id(data)));
    ResponseSpec response = body == null ? request.exchange() : request.bodyValue(body).exchange();
    response.expectStatus().isOk();
  }

  private String id(JsonNode data) {
    return Objects.requireNonNull(real.get(data.path("message").asString()));
  }

  private static HttpMethod method(JsonNode added) {
    return added.asBoolean() ? HttpMethod.PUT : HttpMethod.DELETE;
  }

  /** What sockets are told who have seen nothing yet. */
  private List<ObjectNode> events() {
    RoomFrames.Piece piece =
        Objects.requireNonNull(frames.after(room, 0, 200).block(Duration.ofSeconds(10)));
    return piece.frames().stream()
        .map(frame -> essence(JSON.readTree(JSON.writeValueAsString(Result.Event.of(frame)))))
        .toList();
  }

  /** An event without the times, and with the story's ids. */
  private ObjectNode essence(JsonNode event) {
    JsonNode data = event.path("data");
    ObjectNode essence = JSON.createObjectNode();
    essence.set("event", event.path("event"));
    for (String field : List.of("seq", "emoji", "added", "pinned", "text", "role")) {
      copy(data, field, essence);
    }
    essence.put("by", data.at("/by/id").asString(""));
    essence.put("member", data.at("/member/id").asString(""));
    essence.put("name", data.at("/details/name").asString(""));
    JsonNode said = data.path("message");
    if (said.isObject()) {
      // its text is the one it has now, which the view is compared for
      essence.put("message", storys(said.path("id")));
      essence.put("sender", said.at("/sender/id").asString());
      essence.put("replyTo", storys(said.path("replyTo")));
      essence.put("thread", storys(said.path("thread")));
    } else {
      essence.put("message", storys(said));
    }
    if (deleted.contains(essence.path("message").asString())) {
      essence.remove("text"); // nothing is told any more of what it once said
    }
    return essence;
  }

  /** A message as the client shows it. */
  private ObjectNode shown(JsonNode message) {
    JsonNode changes = message.path("changes");
    boolean deleted = changes.has("deletedAt");
    ObjectNode shown = JSON.createObjectNode();
    shown.put("id", storys(message.path("id")));
    copy(message, "seq", shown);
    shown.set("sender", message.at("/sender/id"));
    copy(message, "text", shown);
    shown.put("edited", changes.has("editedAt") && !deleted);
    shown.put("deleted", deleted);
    shown.put("pinned", changes.has("pinnedAt"));
    shown.set(
        "reactions", changes.has("reactions") ? changes.path("reactions") : JSON.createArrayNode());
    shown.put("replies", changes.at("/replies/count").asInt(0));
    for (String other : List.of("replyTo", "thread")) {
      if (message.has(other)) {
        shown.put(other, storys(message.path(other)));
      }
    }
    return sorted(shown);
  }

  /** Who reacts within one millisecond has no order. */
  private static ObjectNode sorted(JsonNode shown) {
    ObjectNode sorted = (ObjectNode) shown.deepCopy();
    elements(sorted.path("reactions"))
        .forEach(
            reaction -> {
              var by =
                  new TreeSet<>(elements(reaction.path("by")).map(JsonNode::asString).toList());
              ((ObjectNode) reaction).set("by", JSON.valueToTree(by));
            });
    return sorted;
  }

  private String storys(JsonNode id) {
    String given = id.asString("");
    return Objects.requireNonNull(told.getOrDefault(given, given));
  }

  private static void copy(JsonNode from, String field, ObjectNode to) {
    if (from.has(field)) {
      to.set(field, from.path(field));
    }
  }

  private static UserRef user(JsonNode story, String name) {
    return elements(story.path("people"))
        .filter(person -> person.path("name").asString().equals(name))
        .map(RoomStoriesTest::user)
        .findFirst()
        .orElseThrow();
  }

  private static UserRef user(JsonNode person) {
    return JSON.treeToValue(person, UserRef.class);
  }

  private static Stream<JsonNode> elements(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }
}
