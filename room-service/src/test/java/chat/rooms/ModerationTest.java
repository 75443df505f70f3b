package chat.rooms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.rooms.House.Someone;
import chat.wire.ProblemType;
import chat.wire.Role;
import chat.wire.RoomId;
import chat.wire.event.RoomEvent;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Keeping order in a room. */
@RoomsTest
class ModerationTest {
  private final House house;
  private final Heard heard;
  private final Someone ada;
  private final Someone bo;
  private final Someone cy;
  private RoomId room = RoomId.GLOBAL;
  private String path = "";

  ModerationTest(House house, Heard heard) {
    this.house = house;
    this.heard = heard;
    ada = house.person("Ada");
    bo = house.known("Bo");
    cy = house.known("Cy");
  }

  /** Ada owns the room, Bo moderates it, Cy is a member. */
  @BeforeEach
  void open() {
    room = ada.opens("public");
    path = "/api/v1/rooms/" + room;
    bo.joins(room).is(200);
    cy.joins(room).is(200);
    ada.gives(room, bo, "moderator").is(204);
  }

  @Test
  void removesAMemberWhoMayComeBack() {
    bo.delete(path + "/members/" + cy.id() + "?reason=Noise").is(204);

    assertThat(house.membership(room, cy.id()).role()).isNull();
    cy.get(path + "/members").refuses(ProblemType.NOT_A_MEMBER);
    assertThat(heard.of(room, 6))
        .last()
        .isInstanceOfSatisfying(
            RoomEvent.MemberRemoved.class,
            event -> {
              assertThat(event.member().name()).isEqualTo("Cy");
              assertThat(event.by().name()).isEqualTo("Bo");
              assertThat(event.reason()).isEqualTo("Noise");
            });
    cy.joins(room).is(200);
  }

  @Test
  void keepsABannedUserOutWhateverDoorTheyTry() {
    String code = ada.post(path + "/code", "{}").is(201).json().get("code").asString();
    bo.put(path + "/bans/" + cy.id(), "{\"reason\":\"Spam\"}").is(204);

    cy.joins(room).refuses(ProblemType.BANNED);
    House.Answer byCode = cy.post("/api/v1/codes/" + code + "/members");
    assertThat(byCode.refuses(ProblemType.BANNED).json().get("detail").asString()).contains("Spam");
    ada.put(path + "/invitations/" + cy.id()).refuses(ProblemType.CONFLICT);
    assertThat(bo.get(path + "/bans").is(200).body()).contains(cy.id().toString());

    ada.delete(path + "/bans/" + cy.id()).is(204);
    cy.joins(room).is(200);
    ada.delete(path + "/bans/" + cy.id()).refuses(ProblemType.NOT_FOUND);
  }

  @Test
  void letsABannedUserBackWhenTheBanHasEnded() {
    Instant until = Instant.now().plusSeconds(2);
    bo.put(path + "/bans/" + cy.id(), "{\"until\":\"" + until + "\"}").is(204);

    cy.joins(room).refuses(ProblemType.BANNED);
    await().until(() -> cy.joins(room).status() == 200);

    assertThat(Instant.now()).isAfter(until);
  }

  @Test
  void bansSomebodyBeforeTheyCome() {
    Someone di = house.known("Di");

    bo.put(path + "/bans/" + di.id(), "{}").is(204);

    di.joins(room).refuses(ProblemType.BANNED);
  }

  @Test
  void mutesAMemberForATimeAndLetsThemSpeakAgain() {
    Instant until = Instant.parse("2999-01-01T00:00:00Z");

    bo.put(path + "/members/" + cy.id() + "/mute", "{\"until\":\"" + until + "\"}").is(204);
    assertThat(house.membership(room, cy.id()).mutedUntil()).isEqualTo(until);
    bo.delete(path + "/members/" + cy.id() + "/mute").is(204);

    assertThat(house.membership(room, cy.id()).mutedUntil()).isNull();
    assertThat(heard.of(room, 7))
        .filteredOn(RoomEvent.MemberMuted.class::isInstance)
        .extracting(event -> ((RoomEvent.MemberMuted) event).until())
        .containsExactly(until, null);
    bo.put(path + "/members/" + cy.id() + "/mute", "{\"until\":\"2001-01-01T00:00:00Z\"}")
        .refuses(ProblemType.INVALID_REQUEST)
        .naming("until");
  }

  @Test
  void mutesAMemberWhoLeavesAndComesBackAsWell() {
    String until = "2999-01-01T00:00:00Z";
    bo.put(path + "/members/" + cy.id() + "/mute", "{\"until\":\"" + until + "\"}").is(204);

    cy.leaves(room).is(204);
    cy.joins(room).is(200);

    assertThat(house.membership(room, cy.id()).mutedUntil()).isEqualTo(Instant.parse(until));
    assertThat(heard.of(room, 9))
        .last()
        .isInstanceOfSatisfying(
            RoomEvent.MemberMuted.class,
            muted -> {
              assertThat(muted.until()).isEqualTo(Instant.parse(until));
              assertThat(muted.by().id()).isEqualTo(bo.id());
            });
    bo.delete(path + "/members/" + cy.id() + "/mute").is(204);
    cy.leaves(room).is(204);
    cy.joins(room).is(200);
    assertThat(house.membership(room, cy.id()).mutedUntil()).isNull();
  }

  @Test
  void letsNobodyActOnWhoeverStandsAsHighAsThey() {
    Someone di = house.person("Di");
    di.joins(room).is(200);
    ada.gives(room, di, "moderator").is(204);

    for (Someone above : new Someone[] {ada, di}) {
      bo.delete(path + "/members/" + above.id()).refuses(ProblemType.FORBIDDEN);
      bo.put(path + "/bans/" + above.id(), "{}").refuses(ProblemType.FORBIDDEN);
    }
    cy.delete(path + "/members/" + di.id()).refuses(ProblemType.FORBIDDEN);
    bo.gives(room, cy, "moderator").refuses(ProblemType.FORBIDDEN);
    bo.delete(path).refuses(ProblemType.FORBIDDEN);
  }

  @Test
  void changesRolesAndTellsThem() {
    ada.gives(room, cy, "moderator").is(204);
    ada.gives(room, cy, "moderator").is(204);
    ada.gives(room, bo, "member").is(204);
    ada.gives(room, cy, "owner").is(204);
    cy.gives(room, ada, "member").refuses(ProblemType.FORBIDDEN);
    ada.gives(room, ada, "member").is(204);

    assertThat(house.membership(room, cy.id()).role()).isEqualTo(Role.OWNER);
    assertThat(house.membership(room, ada.id()).role()).isEqualTo(Role.MEMBER);
    assertThat(heard.of(room, 9))
        .filteredOn(event -> event.version() > 5)
        .extracting(event -> ((RoomEvent.MemberRoleChanged) event).role())
        .containsExactly(Role.MODERATOR, Role.MEMBER, Role.OWNER, Role.MEMBER);
    ada.gives(room, bo, "emperor").refuses(ProblemType.INVALID_REQUEST);
  }

  @Test
  void letsAnAdministratorKeepOrderButNotReadWhatIsPrivate() {
    Someone root = house.administrator("Root");
    RoomId secret = ada.opens("private");

    root.put(path + "/bans/" + ada.id(), "{}").is(204);
    root.sees(secret).is(200);
    root.joins(secret).refuses(ProblemType.FORBIDDEN);
    assertThat(house.membership(secret, root.id()).role()).isNull();
    root.delete("/api/v1/rooms/" + secret).is(204);
  }

  @Test
  void keepsOrderInTheGlobalRoomToo() {
    Someone root = house.administrator("Root");
    Someone di = house.known("Di");
    String global = "/api/v1/rooms/" + RoomId.GLOBAL;

    di.put(global + "/members/" + cy.id() + "/mute", "{\"until\":\"2999-01-01T00:00:00Z\"}")
        .refuses(ProblemType.FORBIDDEN);
    root.put(global + "/members/" + di.id() + "/mute", "{\"until\":\"2999-01-01T00:00:00Z\"}")
        .is(204);
    assertThat(house.membership(RoomId.GLOBAL, di.id()).mutedUntil()).isNotNull();
    root.put(global + "/bans/" + di.id(), "{}").is(204);
    assertThat(house.membership(RoomId.GLOBAL, di.id()).role()).isNull();
    di.joins(RoomId.GLOBAL).refuses(ProblemType.BANNED);
    root.delete(global + "/bans/" + di.id()).is(204);

    assertThat(house.membership(RoomId.GLOBAL, di.id()).role()).isEqualTo(Role.MEMBER);
  }

  @Test
  void tellsThatABanFromTheGlobalRoomHasEnded() {
    Someone root = house.administrator("Root");
    Instant until = Instant.now().plusSeconds(2);

    root.put(
            "/api/v1/rooms/%s/bans/%s".formatted(RoomId.GLOBAL, cy.id()),
            "{\"until\":\"" + until + "\"}")
        .is(204);

    await()
        .until(
            () ->
                heard.of(RoomId.GLOBAL).stream()
                    .filter(RoomEvent.MemberJoined.class::isInstance)
                    .map(event -> ((RoomEvent.MemberJoined) event).member().id())
                    .anyMatch(cy.id()::equals));
    assertThat(house.membership(RoomId.GLOBAL, cy.id()).role()).isEqualTo(Role.MEMBER);
  }

  @Test
  void queuesReportsUntilSomebodyHasDealtWithThem() {
    Someone root = house.administrator("Root");
    String report =
        "{\"subject\":\"user\",\"about\":\"%s\",\"reason\":\"Rude\"}".formatted(bo.id());

    cy.post(path + "/reports", report).is(204);
    cy.post(path + "/reports", report).is(204);
    house.person("Di").post(path + "/reports", report).refuses(ProblemType.NOT_A_MEMBER);
    cy.get(path + "/reports").refuses(ProblemType.FORBIDDEN);
    cy.get("/api/v1/reports").refuses(ProblemType.FORBIDDEN);
    var queue = bo.get(path + "/reports").is(200).json().get("items");
    assertThat(queue).hasSize(1);
    String id = queue.get(0).get("id").asString();
    assertThat(root.get("/api/v1/reports?limit=100").is(200).body()).contains(id);
    assertThat(heard.of(room, 6)).last().isInstanceOf(RoomEvent.Reported.class);

    String outcome = "/api/v1/reports/" + id + "/outcome";
    cy.put(outcome, "{\"outcome\":\"Nothing\"}").refuses(ProblemType.FORBIDDEN);
    root.put(outcome, "{\"outcome\":\"Warned\"}").is(204);
    bo.put(outcome, "{\"outcome\":\"Warned\"}").refuses(ProblemType.CONFLICT);
    assertThat(bo.get(path + "/reports").json().get("items")).isEmpty();
    cy.post(path + "/reports", report).is(204);
    assertThat(bo.get(path + "/reports").json().get("items")).hasSize(1);
  }
}
