package chat.rooms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.kit.event.EventPublisher;
import chat.rooms.House.Someone;
import chat.wire.ProblemType;
import chat.wire.Role;
import chat.wire.RoomId;
import chat.wire.UserId;
import chat.wire.UserKind;
import chat.wire.event.DomainEvent;
import chat.wire.event.RoomEvent;
import chat.wire.event.UserEvent;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What becomes of rooms when users change or go. */
@RoomsTest
class UserChangesTest {
  private final House house;
  private final Heard heard;
  private final EventPublisher events;

  UserChangesTest(House house, Heard heard, EventPublisher events) {
    this.house = house;
    this.heard = heard;
    this.events = events;
  }

  @Test
  void showsTheNameOfTheLatestProfileWhateverArrivesLast() {
    Someone ada = house.person("Ada");
    RoomId room = ada.opens("public");

    publish(renamed(ada.id(), 3, "Ada Lovelace"));
    await().untilAsserted(() -> assertThat(nameOf(ada, room)).isEqualTo("Ada Lovelace"));
    publish(renamed(ada.id(), 2, "Countess"));
    UserId last = new UserId(UUID.randomUUID());
    publish(new UserEvent.Registered(last, UserKind.PERSON, "last", "Last"));
    await().until(() -> ada.put("/api/v1/rooms/direct/" + last).status() == 200);

    assertThat(nameOf(ada, room)).isEqualTo("Ada Lovelace");
    ada.sees(room).is(200);
    assertThat(nameOf(ada, room)).isEqualTo("Ada Lovelace");
  }

  @Test
  void takesADeletedUserOutOfEveryRoomAndPassesTheirRoomsOn() {
    Someone ada = house.person("Ada");
    Someone bo = house.known("Bo");
    Someone cy = house.known("Cy");
    RoomId shared = ada.opens("public");
    RoomId alone = ada.opens("private");
    RoomId direct = ada.put("/api/v1/rooms/direct/" + bo.id()).is(200).room();
    cy.joins(shared).is(200);
    bo.joins(shared).is(200);
    ada.gives(shared, bo, "moderator").is(204);

    publish(new UserEvent.Deleted(ada.id()));

    assertThat(heard.of(shared, 7))
        .extracting(RoomEvent::type)
        .endsWith("room.member.role-changed", "room.member.left");
    assertThat(house.membership(shared, bo.id()).role()).isEqualTo(Role.OWNER);
    assertThat(house.membership(shared, ada.id()).role()).isNull();
    assertThat(heard.of(alone, 4)).last().isInstanceOf(RoomEvent.Deleted.class);
    assertThat(heard.of(direct, 4)).last().isInstanceOf(RoomEvent.MemberLeft.class);
    ada.joins(shared).refuses(ProblemType.FORBIDDEN);
  }

  private String nameOf(Someone someone, RoomId room) {
    return someone
        .get("/api/v1/rooms/%s/members/%s".formatted(room, someone.id()))
        .is(200)
        .json()
        .get("user")
        .get("name")
        .asString();
  }

  private static DomainEvent renamed(UserId user, long version, String name) {
    return new UserEvent.Updated(user, version, UserKind.PERSON, "ada", name, null);
  }

  private void publish(DomainEvent event) {
    events.publish(event).block();
  }
}
