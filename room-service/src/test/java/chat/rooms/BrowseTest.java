package chat.rooms;

import static org.assertj.core.api.Assertions.assertThat;

import chat.rooms.House.Someone;
import chat.wire.ProblemType;
import chat.wire.RoomId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Looking for rooms and for people in them. */
@RoomsTest
class BrowseTest {
  private final House house;

  BrowseTest(House house) {
    this.house = house;
  }

  @Test
  void listsPublicRoomsByNamePageByPage() {
    Someone ada = house.person("Ada");
    String mark = "mark-" + UUID.randomUUID();
    for (String name : List.of("cherry", "Apple", "banana", "100%_sure")) {
      named(ada, "public", name + " " + mark);
    }
    named(ada, "private", "hidden " + mark);

    assertThat(pages(ada, "/api/v1/rooms?limit=2&search=" + mark, "name"))
        .containsExactly("100%_sure " + mark, "Apple " + mark, "banana " + mark, "cherry " + mark);
    assertThat(pages(ada, "/api/v1/rooms?search=CHERRY%20" + mark, "name")).hasSize(1);
    assertThat(pages(ada, "/api/v1/rooms?search=%25_sure%20" + mark, "name")).hasSize(1);
    assertThat(pages(ada, "/api/v1/rooms?search=a%25a%20" + mark, "name")).isEmpty();
  }

  @Test
  void listsTheRoomsSomebodyIsIn() {
    Someone ada = house.person("Ada");
    RoomId open = ada.opens("public");
    RoomId secret = ada.opens("private");
    RoomId left = house.person("Bo").opens("public");
    ada.joins(left).is(200);
    ada.leaves(left).is(204);

    assertThat(pages(ada, "/api/v1/rooms/mine?limit=1", "id"))
        .containsExactly(RoomId.GLOBAL.toString(), open.toString(), secret.toString());
  }

  @Test
  void listsMembersByNamePageByPage() {
    Someone ada = house.person("Ada");
    RoomId room = ada.opens("public");
    for (String name : List.of("Zoe", "bob", "Bo", "Carl")) {
      house.guest(name).joins(room).is(200);
    }
    String members = "/api/v1/rooms/" + room + "/members";

    assertThat(names(ada, members + "?limit=2")).containsExactly("Ada", "Bo", "bob", "Carl", "Zoe");
    assertThat(names(ada, members + "?search=bo")).containsExactly("Bo", "bob");
    house.guest("Stranger").get(members).refuses(ProblemType.NOT_A_MEMBER);
    ada.get(members + "?limit=1000").refuses(ProblemType.INVALID_REQUEST).naming("limit");
    ada.get(members + "?after=me").refuses(ProblemType.INVALID_REQUEST);
  }

  @Test
  void showsActiveRoomsFirstAndHiddenOnesToAdministratorsOnly() {
    Someone ada = house.person("Ada");
    RoomId first = ada.opens("public");
    RoomId second = ada.opens("public");
    RoomId secret = ada.opens("private");
    house.guest("Bo").joins(first).is(200);

    List<String> seen = ids(house.guest("Cy").get("/api/v1/rooms/active?limit=100").is(200).json());
    assertThat(seen).containsSubsequence(first.toString(), second.toString());
    assertThat(seen).doesNotContain(secret.toString());
    assertThat(ids(house.administrator("Root").get("/api/v1/rooms/active?limit=100").json()))
        .contains(secret.toString());
  }

  @Test
  void answersTheRoutesOfAnEarlierServer() {
    Someone ada = house.person("Ada");
    RoomId open = ada.opens("public", ",\"topic\":\"Pears\"");
    RoomId secret = ada.opens("private");

    JsonNode room = house.guest("Bo").get("/api/chat/rooms/" + open).is(200).json();
    assertThat(room.get("name").asString()).isEqualTo("Ada's");
    assertThat(room.get("description").asString()).isEqualTo("Pears");
    assertThat(room.get("memberCount").asInt()).isEqualTo(1);
    assertThat(ids(ada.get("/api/chat/rooms").is(200).json()))
        .contains(open.toString(), secret.toString());
    house.guest("Bo").get("/api/chat/rooms/" + secret).refuses(ProblemType.ROOM_NOT_FOUND);
  }

  @Test
  void describesItsInterfaceWithExamples() {
    JsonNode api =
        house
            .http()
            .get()
            .uri("/v3/api-docs")
            .exchange()
            .expectStatus()
            .isOk()
            .expectBody(JsonNode.class)
            .returnResult()
            .getResponseBody();

    assertThat(api).isNotNull();
    JsonNode paths = api.get("paths");
    assertThat(paths.propertyNames())
        .contains(
            "/api/v1/rooms",
            "/api/v1/rooms/{room}",
            "/api/v1/codes/{code}/members",
            "/api/chat/rooms/{id}")
        .noneMatch(path -> path.startsWith("/internal"));
    assertThat(paths.get("/api/v1/rooms").get("post").get("summary").asString()).isNotBlank();
    assertThat(paths.toString()).doesNotContain("\"caller\"");
    assertThat(paths.at("/~1api~1v1~1rooms/post/responses").propertyNames())
        .containsExactlyInAnyOrder("201", "400", "403", "default");
    assertThat(api.toString()).contains("What grows");
    for (JsonNode path : paths) {
      for (JsonNode operation : path) {
        assertThat(operation.path("summary").asString("")).as("%s", operation).isNotBlank();
      }
    }
  }

  private static void named(Someone who, String kind, String name) {
    who.post("/api/v1/rooms", "{\"kind\":\"%s\",\"name\":\"%s\"}".formatted(kind, name)).is(201);
  }

  private static List<String> names(Someone who, String path) {
    List<String> names = new ArrayList<>();
    each(who, path, item -> names.add(item.get("user").get("name").asString()));
    return names;
  }

  private static List<String> pages(Someone who, String path, String field) {
    List<String> values = new ArrayList<>();
    each(who, path, item -> values.add(item.get(field).asString()));
    return values;
  }

  private static void each(Someone who, String path, Consumer<JsonNode> reader) {
    String cursor = "";
    while (cursor != null) {
      JsonNode page = who.get(path + cursor).is(200).json();
      page.get("items").forEach(reader);
      cursor = page.has("next") ? "&after=" + page.get("next").asString() : null;
    }
  }

  private static List<String> ids(JsonNode rooms) {
    List<String> ids = new ArrayList<>();
    rooms.forEach(room -> ids.add(room.get("id").asString()));
    return ids;
  }
}
