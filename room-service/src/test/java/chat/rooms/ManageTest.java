package chat.rooms;

import static org.assertj.core.api.Assertions.assertThat;

import chat.rooms.House.Someone;
import chat.wire.ProblemType;
import chat.wire.Role;
import chat.wire.RoomDetails;
import chat.wire.RoomId;
import chat.wire.RoomKind;
import chat.wire.event.RoomEvent;
import chat.wire.internal.Membership;
import org.junit.jupiter.api.Test;

/** What a room is, and who decides it. */
@RoomsTest
class ManageTest {
  private final House house;
  private final Heard heard;

  ManageTest(House house, Heard heard) {
    this.house = house;
    this.heard = heard;
  }

  @Test
  void tellsEverythingThatIsSettledInARoom() {
    Someone ada = house.person("Ada");
    RoomId room = ada.opens("public");

    ada.patch(
            "/api/v1/rooms/" + room,
            """
            {"kind":"private","name":"Orchard","topic":"Pears","description":"One\\nTwo",
             "avatar":"/files/pear.png","historyVisible":false,"postingRole":"moderator",
             "slowModeSeconds":30,"retentionDays":365,"maxMembers":20}
            """,
            "*")
        .is(200);

    RoomDetails expected =
        new RoomDetails(
            RoomKind.PRIVATE,
            "Orchard",
            "Pears",
            "One\nTwo",
            "/files/pear.png",
            false,
            Role.MODERATOR,
            30,
            365,
            20);
    assertThat(heard.of(room, 3))
        .last()
        .isInstanceOfSatisfying(
            RoomEvent.Updated.class, event -> assertThat(event.details()).isEqualTo(expected));
    assertThat(house.membership(room, ada.id()).details()).isEqualTo(expected);
  }

  @Test
  void leavesTheDescriptionToModeratorsAndTheRulesToOwners() {
    Someone ada = house.person("Ada");
    Someone bo = house.person("Bo");
    RoomId room = ada.opens("public");
    String path = "/api/v1/rooms/" + room;
    bo.joins(room).is(200);

    bo.patch(path, "{\"topic\":\"Pears\"}", "*").refuses(ProblemType.FORBIDDEN);
    ada.gives(room, bo, "moderator").is(204);
    bo.patch(path, "{\"topic\":\"Pears\"}", "*").is(200);
    bo.patch(path, "{\"slowModeSeconds\":10}", "*").refuses(ProblemType.FORBIDDEN);
    ada.patch(path, "{\"slowModeSeconds\":10}", "*").is(200);
  }

  @Test
  void saysWhichFieldOfAPatchIsWrong() {
    Someone ada = house.person("Ada");
    RoomId room = ada.opens("public");
    house.guest("Bo").joins(room).is(200);
    house.guest("Cy").joins(room).is(200);
    String path = "/api/v1/rooms/" + room;

    ada.patch(path, "{\"slowModeSeconds\":-1}", "*")
        .refuses(ProblemType.INVALID_REQUEST)
        .naming("slowModeSeconds");
    ada.patch(path, "{\"avatar\":\"javascript:alert(1)\"}", "*")
        .refuses(ProblemType.INVALID_REQUEST)
        .naming("avatar");
    ada.patch(path, "{\"kind\":\"direct\"}", "*")
        .refuses(ProblemType.INVALID_REQUEST)
        .naming("kind");
    ada.patch(path, "{\"maxMembers\":2}", "*")
        .refuses(ProblemType.INVALID_REQUEST)
        .naming("maxMembers");
    ada.patch(path, "{\"name\":\"a\\u0000b\"}", "*")
        .refuses(ProblemType.INVALID_REQUEST)
        .naming("name");
    ada.patch(path, "[]", "*").refuses(ProblemType.INVALID_REQUEST);
    ada.patch(path, "{\"maxMembers\":\"many\"}", "*")
        .refuses(ProblemType.INVALID_REQUEST)
        .naming("maxMembers");
    assertThat(ada.sees(room).version()).isEqualTo(4);
  }

  @Test
  void changesNothingByAPatchThatSaysWhatIsSo() {
    Someone ada = house.person("Ada");
    RoomId room = ada.opens("public");

    ada.patch("/api/v1/rooms/" + room, "{\"name\":\"Ada's\"}", "*").is(200);

    assertThat(ada.sees(room).version()).isEqualTo(2);
  }

  @Test
  void shutsAnArchivedRoomForNewcomersUntilItIsBack() {
    Someone ada = house.person("Ada");
    Someone bo = house.person("Bo");
    RoomId room = ada.opens("public");
    bo.joins(room).is(200);
    String path = "/api/v1/rooms/" + room;

    ada.put(path + "/archive").is(204);
    ada.put(path + "/archive").is(204);
    Membership archived = house.membership(room, bo.id());
    house.guest("Cy").joins(room).refuses(ProblemType.CONFLICT);
    ada.patch(path, "{\"topic\":\"Pears\"}", "*").refuses(ProblemType.CONFLICT);
    assertThat(bo.get("/api/v1/rooms?search=Ada").body()).doesNotContain(room.toString());
    bo.delete(path + "/archive").refuses(ProblemType.FORBIDDEN);
    ada.delete(path + "/archive").is(204);

    assertThat(archived.archived()).isTrue();
    assertThat(house.membership(room, bo.id()).archived()).isFalse();
    house.guest("Cy").joins(room).is(200);
    assertThat(heard.of(room, 5))
        .extracting(RoomEvent::type)
        .containsSubsequence("room.archived", "room.updated");
  }
}
