package chat.rooms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.rooms.House.Answer;
import chat.rooms.House.Someone;
import chat.wire.ProblemType;
import chat.wire.RoomId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Codes that open rooms for those who are told them. */
@RoomsTest
class CodesTest {
  private final House house;

  CodesTest(House house) {
    this.house = house;
  }

  @Test
  void holdsNoTwoLettersThatLookAlike() {
    Someone ada = house.person("Ada");
    RoomId room = ada.opens("private");

    for (int i = 0; i < 20; i++) {
      assertThat(newCode(ada, room, "{}"))
          .matches("[A-Z0-9]{8}")
          .doesNotContainPattern("[0OQ1IL2Z5S6B8U]");
    }
  }

  @Test
  void opensNothingAnyMoreOnceItIsReplaced() {
    Someone ada = house.person("Ada");
    RoomId room = ada.opens("private");
    String old = ada.sees(room).json().get("code").asString();
    String fresh = newCode(ada, room, "{}");

    enter(house.guest("Bo"), old).refuses(ProblemType.ROOM_NOT_FOUND);
    enter(house.guest("Bo"), fresh.substring(0, 4) + " - " + fresh.substring(4)).is(200);
    ada.delete("/api/v1/rooms/" + room + "/code").is(204);
    enter(house.guest("Cy"), fresh).refuses(ProblemType.ROOM_NOT_FOUND);
    ada.get("/api/v1/rooms/" + room + "/code").refuses(ProblemType.NOT_FOUND);
  }

  @Test
  void endsAtItsTime() {
    Someone ada = house.person("Ada");
    RoomId room = ada.opens("private");
    String code = newCode(ada, room, "{\"expiresAt\":\"" + Instant.now().plusSeconds(2) + "\"}");

    house.guest("Bo").get("/api/v1/codes/" + code).is(200);
    await().until(() -> house.guest("Bo").get("/api/v1/codes/" + code).status() == 404);
    enter(house.guest("Bo"), code).refuses(ProblemType.ROOM_NOT_FOUND);
  }

  @Test
  void letsInExactlyAsManyAsItIsFor() {
    Someone ada = house.person("Ada");
    RoomId room = ada.opens("private");
    String code = newCode(ada, room, "{\"maxUses\":5}");

    List<Answer> answers =
        AtOnce.all(
            IntStream.range(0, 20)
                .<Callable<Answer>>mapToObj(i -> () -> enter(house.guest("Guest " + i), code))
                .toList());

    assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(5);
    assertThat(answers)
        .filteredOn(answer -> answer.status() != 200)
        .allSatisfy(answer -> answer.refuses(ProblemType.ROOM_NOT_FOUND));
    assertThat(ada.sees(room).json().get("members").asInt()).isEqualTo(6);
  }

  @Test
  void isNotUsedUpByWhoeverIsInAlready() {
    Someone ada = house.person("Ada");
    Someone bo = house.guest("Bo");
    RoomId room = ada.opens("private");
    String code = newCode(ada, room, "{\"maxUses\":2}");

    enter(bo, code).is(200);
    enter(bo, code).is(200);
    enter(ada, code).is(200);

    assertThat(ada.get("/api/v1/rooms/" + room + "/code").json().get("uses").asInt()).isEqualTo(1);
  }

  @Test
  void stopsWhoeverGuessesButNobodyWhoKnows() {
    Someone mallory = house.guest("Mallory");
    Someone ada = house.person("Ada");
    String code = ada.sees(ada.opens("private")).json().get("code").asString();

    List<Answer> guesses =
        AtOnce.all(
            IntStream.range(0, 30)
                .<Callable<Answer>>mapToObj(i -> () -> enter(mallory, "AAAAAAA" + i % 10))
                .toList());

    assertThat(guesses).filteredOn(answer -> answer.status() == 404).hasSize(10);
    assertThat(guesses)
        .filteredOn(answer -> answer.status() != 404)
        .hasSize(20)
        .allSatisfy(answer -> answer.refuses(ProblemType.TOO_MANY_REQUESTS));
    enter(mallory, code).refuses(ProblemType.TOO_MANY_REQUESTS);
    Someone bo = house.guest("Bo");
    for (int i = 0; i < 15; i++) {
      enter(bo, code).is(200);
    }
  }

  @Test
  void countsTheGuessesOfAnAddressWhoeverGuesses() {
    Someone edge = house.service("message-service");
    String address = "10.1." + UUID.randomUUID();
    String entry =
        "{\"user\":{\"id\":\"%s\",\"name\":\"Mallory\",\"kind\":\"guest\"},\"address\":\"%s\"}";

    for (int i = 0; i < 60; i++) {
      edge.post("/internal/codes/AAAAAAAA", entry.formatted(UUID.randomUUID(), address)).is(404);
    }
    edge.post("/internal/codes/AAAAAAAA", entry.formatted(UUID.randomUUID(), address))
        .refuses(ProblemType.TOO_MANY_REQUESTS);
    edge.post("/internal/codes/AAAAAAAA", entry.formatted(UUID.randomUUID(), "10.2.3.4")).is(404);
  }

  @Test
  void isShownOnlyToThoseWhoMayPassItOn() {
    Someone ada = house.person("Ada");
    Someone bo = house.guest("Bo");
    RoomId room = ada.opens("private");
    String code = ada.sees(room).json().get("code").asString();
    enter(bo, code).is(200);

    assertThat(bo.sees(room).is(200).json().has("code")).isFalse();
    bo.get("/api/v1/rooms/" + room + "/code").refuses(ProblemType.FORBIDDEN);
    bo.post("/api/v1/rooms/" + room + "/code", "{}").refuses(ProblemType.FORBIDDEN);
    ada.post("/api/v1/rooms/" + room + "/code", "{\"maxUses\":0}")
        .refuses(ProblemType.INVALID_REQUEST)
        .naming("maxUses");
  }

  private static Answer enter(Someone who, String code) {
    return who.post("/api/v1/codes/{code}/members".replace("{code}", code.replace(" ", "%20")));
  }

  private static String newCode(Someone who, RoomId room, String wish) {
    return who.post("/api/v1/rooms/" + room + "/code", wish).is(201).json().get("code").asString();
  }
}
