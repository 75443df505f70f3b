package chat.rooms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.rooms.House.Answer;
import chat.rooms.House.Someone;
import chat.wire.ProblemType;
import chat.wire.RoomId;
import chat.wire.event.RoomEvent;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.http.HttpMethod;
import org.springframework.r2dbc.core.DatabaseClient;

/** What stays true when everybody does everything at once. */
@RoomsTest
class ConsistencyTest {
  private final House house;
  private final Heard heard;
  private final DatabaseClient database;

  ConsistencyTest(House house, Heard heard, DatabaseClient database) {
    this.house = house;
    this.heard = heard;
    this.database = database;
  }

  @Test
  void letsExactlyAHundredOfFiveHundredIntoARoomForAHundred() {
    Someone ada = house.person("Ada");
    RoomId room = ada.opens("public", ",\"maxMembers\":100");

    List<Answer> answers =
        AtOnce.all(
            IntStream.range(0, 500)
                .<Callable<Answer>>mapToObj(i -> () -> house.guest("Guest " + i).joins(room))
                .toList());

    assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(99);
    assertThat(answers)
        .filteredOn(answer -> answer.status() != 200)
        .hasSize(401)
        .allSatisfy(answer -> answer.refuses(ProblemType.ROOM_FULL));
    assertThat(ada.sees(room).json().get("members").asInt()).isEqualTo(100);
    assertThat(heard.of(room, 101))
        .hasSize(101)
        .filteredOn(RoomEvent.MemberJoined.class::isInstance)
        .hasSize(100);
    assertThat(count("select count(*) as n from member where room = '" + room + "'"))
        .isEqualTo(100);
  }

  @Test
  void givesTwoPeopleOneRoomHoweverOftenTheyOpenItAtOnce() {
    Someone ada = house.known("Ada");
    Someone bo = house.known("Bo");

    List<Answer> answers =
        AtOnce.all(
            IntStream.range(0, 40)
                .<Callable<Answer>>mapToObj(
                    i -> () -> i % 2 == 0 ? direct(ada, bo) : direct(bo, ada))
                .toList());

    RoomId room = answers.getFirst().is(200).room();
    assertThat(answers).allSatisfy(answer -> assertThat(answer.is(200).room()).isEqualTo(room));
    assertThat(heard.of(room, 3))
        .extracting(RoomEvent::type)
        .containsExactly("room.created", "room.member.joined", "room.member.joined");
    assertThat(ada.sees(room).json().get("members").asInt()).isEqualTo(2);
  }

  @Test
  void numbersTheChangesOfARoomWithoutGapsAndPublishesThemInOrder() {
    Someone ada = house.person("Ada");
    RoomId room = ada.opens("public");

    AtOnce.all(
        IntStream.range(0, 30)
            .<Callable<Answer>>mapToObj(
                i ->
                    () -> {
                      Someone guest = house.guest("Guest " + i);
                      guest.joins(room).is(200);
                      return i % 3 == 0
                          ? guest.leaves(room).is(204)
                          : ada.gives(room, guest, "moderator").is(204);
                    })
            .toList());

    assertThat(heard.of(room, 62))
        .extracting(RoomEvent::version)
        .containsExactlyElementsOf(LongStream.rangeClosed(1, 62).boxed().toList());
    assertThat(ada.sees(room).version()).isEqualTo(62);
  }

  @Test
  void isToldByTheDatabaseThatAVersionIsMissingOrThereTwice() {
    RoomId room = house.person("Ada").opens("public");

    assertThatThrownBy(() -> change(room, 2)).isInstanceOf(DataIntegrityViolationException.class);
    assertThatThrownBy(() -> change(room, 4)).isInstanceOf(DataIntegrityViolationException.class);
    assertThatThrownBy(() -> run("update room set version = 9 where id = '" + room + "'"))
        .isInstanceOf(DataIntegrityViolationException.class);
    change(room, 3);
  }

  @Test
  void losesNoChangeThatAnotherHasMadeInTheMeantime() {
    Someone ada = house.person("Ada");
    RoomId room = ada.opens("public");
    String read = String.valueOf(ada.sees(room).etag());
    String path = "/api/v1/rooms/" + room;
    house.guest("Bo").joins(room).is(200);

    // somebody who came in has changed nothing of what is changed here
    Answer renamed = ada.patch(path, "{\"name\":\"Orchard\",\"topic\":\"Pears\"}", read).is(200);
    ada.patch(path, "{\"name\":\"Desert\"}", read).refuses(ProblemType.OUTDATED);
    ada.patch(path, "{\"name\":\"Desert\"}", null).refuses(ProblemType.INVALID_REQUEST);
    ada.patch(path, "{\"name\":\"Desert\"}", "yesterday's").refuses(ProblemType.INVALID_REQUEST);
    Answer cleared = ada.patch(path, "{\"topic\":null}", renamed.etag()).is(200);

    assertThat(cleared.json().get("name").asString()).isEqualTo("Orchard");
    assertThat(cleared.json().has("topic")).isFalse();
    assertThat(heard.of(room, 5))
        .last()
        .isInstanceOfSatisfying(
            RoomEvent.Updated.class, e -> assertThat(e.details().name()).isEqualTo("Orchard"));
  }

  @Test
  void letsOnlyOneOfManyWriteOnTheSameVersion() {
    Someone ada = house.person("Ada");
    RoomId room = ada.opens("public");
    String read = ada.sees(room).etag();

    List<Answer> answers =
        AtOnce.all(
            IntStream.range(0, 8)
                .<Callable<Answer>>mapToObj(
                    i ->
                        () ->
                            ada.patch(
                                "/api/v1/rooms/" + room, "{\"topic\":\"Topic " + i + "\"}", read))
                .toList());

    assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(1);
    assertThat(answers).filteredOn(answer -> answer.status() == 412).hasSize(7);
  }

  @Test
  void seesThatARoleWasChangedSinceItWasRead() {
    Someone ada = house.person("Ada");
    Someone bo = house.person("Bo");
    RoomId room = ada.opens("public");
    bo.joins(room).is(200);
    String member = "/api/v1/rooms/%s/members/%s".formatted(room, bo.id());
    String read = ada.get(member).is(200).etag();

    ada.gives(room, bo, "moderator").is(204);

    ada.ask(HttpMethod.PUT, member + "/role", "{\"role\":\"owner\"}", read)
        .refuses(ProblemType.OUTDATED);
  }

  private static Answer direct(Someone one, Someone other) {
    return one.put("/api/v1/rooms/direct/" + other.id());
  }

  private void change(RoomId room, long version) {
    run(
        "insert into room_change (room, version, type) values ('%s', %d, 'test')"
            .formatted(room, version));
  }

  private void run(String sql) {
    database.sql(sql).then().block();
  }

  private long count(String sql) {
    return database.sql(sql).map(row -> row.get("n", Long.class)).one().blockOptional().orElse(-1L);
  }
}
