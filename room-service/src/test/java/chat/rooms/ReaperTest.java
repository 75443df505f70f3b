package chat.rooms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.rooms.House.Someone;
import chat.wire.ProblemType;
import chat.wire.RoomId;
import chat.wire.event.RoomEvent;
import org.junit.jupiter.api.Test;
import org.springframework.r2dbc.core.DatabaseClient;

/** The end of rooms that nobody uses. */
@RoomsTest
class ReaperTest {
  private final House house;
  private final Heard heard;
  private final DatabaseClient database;

  ReaperTest(House house, Heard heard, DatabaseClient database) {
    this.house = house;
    this.heard = heard;
    this.database = database;
  }

  @Test
  void closesAnAdHocRoomThatIsEmptyAndIdleAndSaysSo() {
    RoomId empty = left();
    RoomId fresh = left();
    RoomId inhabited = house.guest("Cy").opens("ad-hoc");
    idle(empty);
    idle(inhabited);

    assertThat(heard.of(empty, 4))
        .last()
        .isInstanceOfSatisfying(RoomEvent.Deleted.class, event -> assertThat(event.by()).isNull());
    assertThat(heard.of(fresh)).noneMatch(RoomEvent.Deleted.class::isInstance);
    assertThat(heard.of(inhabited)).noneMatch(RoomEvent.Deleted.class::isInstance);
  }

  @Test
  void keepsARoomWhoseCodeIsStillUsed() {
    Someone bo = house.guest("Bo");
    House.Answer opened = bo.post("/api/v1/rooms", "{\"kind\":\"ad-hoc\"}").is(201);
    String code = opened.json().get("code").asString();
    idle(opened.room());
    house.guest("Cy").get("/api/v1/codes/" + code).is(200);
    bo.leaves(opened.room()).is(204);

    RoomId other = left();
    idle(other);
    heard.of(other, 4);

    assertThat(heard.of(opened.room())).noneMatch(RoomEvent.Deleted.class::isInstance);
  }

  @Test
  void closesEmptyRoomsAtOnceWhenAnAdministratorSaysSo() {
    RoomId empty = left();
    RoomId inhabited = house.guest("Cy").opens("ad-hoc");
    Someone root = house.administrator("Root");

    house.person("Ada").post("/api/v1/rooms/close-empty").refuses(ProblemType.FORBIDDEN);
    assertThat(root.post("/api/v1/rooms/close-empty").is(200).body())
        .contains(empty.toString())
        .doesNotContain(inhabited.toString());

    await().until(() -> heard.of(empty).stream().anyMatch(RoomEvent.Deleted.class::isInstance));
  }

  private RoomId left() {
    Someone bo = house.guest("Bo");
    RoomId room = bo.opens("ad-hoc");
    bo.leaves(room).is(204);
    return room;
  }

  private void idle(RoomId room) {
    database
        .sql("update room set active_at = now() - interval '2 hours' where id = :id")
        .bind("id", room.value())
        .then()
        .block();
  }
}
