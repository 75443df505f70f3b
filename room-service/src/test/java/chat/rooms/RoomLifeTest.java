package chat.rooms;

import static org.assertj.core.api.Assertions.assertThat;

import chat.rooms.House.Someone;
import chat.wire.ProblemType;
import chat.wire.Role;
import chat.wire.RoomId;
import chat.wire.event.RoomEvent;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** The whole life of a room of each kind. */
@RoomsTest
class RoomLifeTest {
  private final House house;
  private final Heard heard;

  RoomLifeTest(House house, Heard heard) {
    this.house = house;
    this.heard = heard;
  }

  @Test
  void letsEverybodyIntoAPublicRoomAndTellsOfEachChange() {
    Someone ada = house.person("Ada");
    Someone bo = house.guest("Bo");
    RoomId room = ada.opens("public", ",\"topic\":\"What grows\"");

    assertThat(bo.joins(room).is(200).json().get("role").asString()).isEqualTo("member");
    bo.leaves(room).is(204);
    ada.delete("/api/v1/rooms/" + room).is(204);

    assertThat(heard.of(room, 5))
        .extracting(RoomEvent::type)
        .containsExactly(
            "room.created",
            "room.member.joined",
            "room.member.joined",
            "room.member.left",
            "room.deleted");
    assertThat(heard.of(room)).extracting(RoomEvent::version).containsExactly(1L, 2L, 3L, 4L, 5L);
    bo.sees(room).refuses(ProblemType.GONE);
    bo.joins(room).refuses(ProblemType.GONE);
  }

  @Test
  void hidesAPrivateRoomFromStrangersUntilTheyAreInvited() {
    Someone ada = house.person("Ada");
    Someone bo = house.known("Bo");
    RoomId room = ada.opens("private");

    bo.sees(room).refuses(ProblemType.ROOM_NOT_FOUND);
    bo.joins(room).refuses(ProblemType.ROOM_NOT_FOUND);
    bo.get("/api/v1/rooms/" + room + "/members").refuses(ProblemType.ROOM_NOT_FOUND);

    ada.put("/api/v1/rooms/%s/invitations/%s".formatted(room, bo.id())).is(204);
    assertThat(bo.get("/api/v1/invitations").is(200).body()).contains(room.toString());
    bo.joins(room).is(200);

    assertThat(bo.get("/api/v1/invitations").is(200).json()).isEmpty();
    assertThat(heard.of(room, 4)).last().isInstanceOf(RoomEvent.MemberJoined.class);
    RoomEvent invited = heard.of(room).get(2);
    assertThat(invited).isInstanceOf(RoomEvent.Invited.class);
    assertThat(((RoomEvent.Invited) invited).details().name()).isEqualTo("Ada's");
  }

  @Test
  void asksTwiceOnlyOnceAndTakesANoForAnAnswer() {
    Someone ada = house.person("Ada");
    Someone bo = house.known("Bo");
    RoomId room = ada.opens("private");
    String invitation = "/api/v1/rooms/%s/invitations/%s".formatted(room, bo.id());

    ada.put(invitation).is(204);
    ada.put(invitation).is(204);
    bo.delete("/api/v1/rooms/" + room + "/invitations/me").is(204);

    bo.joins(room).refuses(ProblemType.ROOM_NOT_FOUND);
    ada.delete(invitation).refuses(ProblemType.NOT_FOUND);
    assertThat(house.membership(room, ada.id()).version()).isEqualTo(3);
  }

  @Test
  void opensAnAdHocRoomForAGuestByItsCode() {
    Someone bo = house.guest("Bo");
    Someone cy = house.guest("Cy");
    House.Answer opened = bo.post("/api/v1/rooms", "{\"kind\":\"ad-hoc\"}").is(201);
    String code = opened.json().get("code").asString();

    assertThat(opened.json().get("closesWhenEmptyFor").asString()).isEqualTo("PT1H");
    assertThat(cy.get("/api/v1/codes/" + code).is(200).room()).isEqualTo(opened.room());
    cy.sees(opened.room()).refuses(ProblemType.ROOM_NOT_FOUND);
    cy.post("/api/v1/codes/" + code.toLowerCase(Locale.ROOT) + "/members").is(200);

    assertThat(house.membership(opened.room(), cy.id()).role()).isEqualTo(Role.MEMBER);
  }

  @Test
  void passesAnAdHocRoomOnWhenItsOwnerLeaves() {
    Someone bo = house.guest("Bo");
    Someone cy = house.guest("Cy");
    House.Answer opened = bo.post("/api/v1/rooms", "{\"kind\":\"ad-hoc\"}").is(201);
    cy.post("/api/v1/codes/" + opened.json().get("code").asString() + "/members").is(200);

    bo.leaves(opened.room()).is(204);

    assertThat(house.membership(opened.room(), cy.id()).role()).isEqualTo(Role.OWNER);
    assertThat(house.membership(opened.room(), bo.id()).role()).isNull();
  }

  @Test
  void keepsGuestsFromOpeningAnythingLasting() {
    Someone bo = house.guest("Bo");
    Someone ada = house.known("Ada");

    bo.post("/api/v1/rooms", "{\"kind\":\"public\",\"name\":\"Mine\"}")
        .refuses(ProblemType.FORBIDDEN);
    bo.put("/api/v1/rooms/direct/" + ada.id()).refuses(ProblemType.FORBIDDEN);
    ada.post("/api/v1/rooms", "{\"kind\":\"global\",\"name\":\"Mine\"}")
        .refuses(ProblemType.FORBIDDEN);
  }

  @Test
  void putsEverybodyOfAGroupIntoItsRoom() {
    Someone ada = house.person("Ada");
    Someone bo = house.known("Bo");
    Someone cy = house.known("Cy");

    RoomId room =
        ada.post("/api/v1/rooms/group", "{\"with\":[\"%s\",\"%s\"]}".formatted(bo.id(), cy.id()))
            .is(201)
            .room();

    assertThat(bo.sees(room).is(200).json().get("members").asInt()).isEqualTo(3);
    assertThat(cy.sees(room).json().get("name").asString()).isEqualTo("Ada, Bo, Cy");
  }

  @Test
  void makesEverybodyAMemberOfTheGlobalRoom() {
    Someone bo = house.guest("Bo");

    assertThat(house.membership(RoomId.GLOBAL, bo.id()).role()).isEqualTo(Role.MEMBER);
    bo.joins(RoomId.GLOBAL).is(200);
    bo.leaves(RoomId.GLOBAL).refuses(ProblemType.FORBIDDEN);
    assertThat(bo.get("/api/v1/rooms/mine").is(200).body()).contains(RoomId.GLOBAL.toString());
  }

  @Test
  void saysWhichFieldIsWrong() {
    Someone ada = house.person("Ada");

    ada.post("/api/v1/rooms", "{\"kind\":\"public\"}")
        .refuses(ProblemType.INVALID_REQUEST)
        .naming("name");
    ada.post("/api/v1/rooms", "{\"kind\":\"public\",\"name\":\" \"}")
        .refuses(ProblemType.INVALID_REQUEST)
        .naming("name");
    ada.post("/api/v1/rooms", "{\"kind\":\"castle\",\"name\":\"A\"}")
        .refuses(ProblemType.INVALID_REQUEST);
    ada.post("/api/v1/rooms", "{\"kind\":\"public\",\"name\":\"A\",\"maxMembers\":10000000}")
        .refuses(ProblemType.INVALID_REQUEST)
        .naming("maxMembers");
    for (String id : List.of("nobody", "00000000-0000-0000-0000-000000000001")) {
      ada.get("/api/v1/rooms/" + id).is(id.equals("nobody") ? 400 : 404);
    }
  }

  @Test
  void keepsTheLastOwnerInARoom() {
    Someone ada = house.person("Ada");
    Someone bo = house.person("Bo");
    RoomId room = ada.opens("public");
    bo.joins(room).is(200);

    ada.leaves(room).refuses(ProblemType.LAST_OWNER);
    ada.gives(room, ada, "member").refuses(ProblemType.LAST_OWNER);
    ada.put("/api/v1/rooms/" + room + "/owner", "{\"user\":\"" + bo.id() + "\"}").is(204);

    assertThat(house.membership(room, bo.id()).role()).isEqualTo(Role.OWNER);
    assertThat(house.membership(room, ada.id()).role()).isEqualTo(Role.MODERATOR);
    ada.leaves(room).is(204);
    bo.leaves(room).refuses(ProblemType.LAST_OWNER);
  }
}
