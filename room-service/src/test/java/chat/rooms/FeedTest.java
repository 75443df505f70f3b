package chat.rooms;

import static org.assertj.core.api.Assertions.assertThat;

import chat.rooms.House.Someone;
import chat.wire.ProblemType;
import chat.wire.Role;
import chat.wire.RoomId;
import chat.wire.UserId;
import chat.wire.internal.Membership;
import chat.wire.internal.RoomFeed;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What other services learn of rooms, and learn again when they have missed something. */
@RoomsTest
class FeedTest {
  private final House house;
  private final Heard heard;

  FeedTest(House house, Heard heard) {
    this.house = house;
    this.heard = heard;
  }

  @Test
  void isWhatAllEventsTogetherSay() {
    List<RoomId> rooms = new Town(1).live(120);

    Projection fromEvents = new Projection();
    Projection fromFeed = new Projection();
    rebuild(fromFeed, 7);
    rooms.forEach(room -> heard.of(room, version(fromFeed, room)).forEach(fromEvents::apply));

    assertThat(rooms).hasSizeGreaterThan(10);
    assertThat(rooms)
        .allSatisfy(
            room -> assertThat(fromFeed.rooms().get(room)).isEqualTo(fromEvents.rooms().get(room)));
  }

  @Test
  void bringsAConsumerThatMissedEventsUpToDateWhileEverythingGoesOn() {
    Projection stale = new Projection();
    Town town = new Town(2);
    town.live(40).forEach(room -> heard.of(room).forEach(stale::apply));
    town.live(60);

    CompletableFuture<?> life = CompletableFuture.runAsync(() -> town.live(80));
    do {
      rebuild(stale, 20);
    } while (!life.isDone());
    life.join();
    Projection last = new Projection();
    rebuild(last, 100);
    town.rooms.forEach(room -> heard.of(room, version(last, room)).forEach(stale::apply));

    assertThat(town.rooms)
        .allSatisfy(room -> assertThat(stale.rooms().get(room)).isEqualTo(last.rooms().get(room)));
  }

  @Test
  void tellsWhatOneUserIsInOneRoom() {
    Someone ada = house.person("Ada");
    RoomId room = ada.opens("private");
    UserId nobody = new UserId(UUID.randomUUID());

    Membership owner = house.membership(room, ada.id());

    assertThat(owner.role()).isEqualTo(Role.OWNER);
    assertThat(owner.version()).isEqualTo(2);
    assertThat(owner.user().name()).isEqualTo("Ada");
    assertThat(owner.joinedAt()).isNotNull();
    assertThat(house.membership(room, nobody).role()).isNull();
    house
        .service("message-service")
        .get("/internal/rooms/%s/members/%s".formatted(UUID.randomUUID(), nobody))
        .refuses(ProblemType.ROOM_NOT_FOUND);
  }

  @Test
  void answersServicesOnly() {
    house.person("Ada").get("/internal/rooms").is(403);
    house.administrator("Root").get("/internal/rooms").is(403);
    house.service("message-service").get("/internal/rooms").is(200);
    house.service("message-service").get("/api/v1/rooms/mine").is(403);
  }

  @Test
  void opensAndEntersRoomsForSomebodyAtAnEdge() {
    Someone edge = house.service("message-service");
    UserId bo = new UserId(UUID.randomUUID());
    UserId cy = new UserId(UUID.randomUUID());
    String user = "{\"id\":\"%s\",\"name\":\"%s\",\"kind\":\"guest\"}";
    var opened =
        edge.post("/internal/rooms", "{\"by\":" + user.formatted(bo, "Bo") + "}").is(201).json();
    RoomId room = RoomId.of(opened.get("room").asString());
    String entry = "{\"user\":%s,\"address\":\"10.0.0.7\"}".formatted(user.formatted(cy, "Cy"));
    String code = "/internal/codes/" + opened.get("code").asString();

    assertThat(edge.post(code, entry).is(200).json().get("room").asString())
        .isEqualTo(room.toString());
    assertThat(house.membership(room, cy).role()).isNull();
    edge.post(code + "/members", entry).is(200);
    assertThat(house.membership(room, cy).role()).isEqualTo(Role.MEMBER);
    edge.delete("/internal/rooms/%s/members/%s".formatted(room, cy)).is(204);
    assertThat(house.membership(room, cy).role()).isNull();
    edge.put("/internal/rooms/%s/members/%s".formatted(room, cy), user.formatted(cy, "Cy"))
        .refuses(ProblemType.ROOM_NOT_FOUND);
  }

  private void rebuild(Projection projection, int limit) {
    Someone consumer = house.service("message-service");
    RoomId after = null;
    do {
      String cursor = after == null ? "" : "&after=" + after;
      RoomFeed page = consumer.get("/internal/rooms?limit=" + limit + cursor).as(RoomFeed.class);
      assertThat(page.rooms()).hasSizeLessThanOrEqualTo(limit);
      page.rooms().forEach(projection::take);
      after = page.next();
    } while (after != null);
  }

  private static long version(Projection projection, RoomId room) {
    Projection.Kept kept = projection.rooms().get(room);
    assertThat(kept).as("%s is in the feed", room).isNotNull();
    return kept.version();
  }

  /** People who do anything to any room, allowed or not. */
  private final class Town {
    private final Random random;
    private final List<Someone> people = new ArrayList<>();
    private final List<RoomId> rooms = new ArrayList<>();

    Town(long seed) {
      random = new Random(seed);
      for (String name : List.of("Ada", "Bo", "Cy", "Di", "Eve")) {
        people.add(house.known(name));
      }
    }

    List<RoomId> live(int deeds) {
      for (int deed = 0; deed < deeds; deed++) {
        act();
      }
      return List.copyOf(rooms);
    }

    private void act() {
      Someone who = any(people);
      if (rooms.isEmpty() || random.nextInt(6) == 0) {
        rooms.add(who.opens(random.nextBoolean() ? "public" : "private"));
        return;
      }
      String room = "/api/v1/rooms/" + any(rooms);
      Someone other = any(people);
      int status =
          switch (random.nextInt(12)) {
            case 0, 1, 2, 3 -> who.put(room + "/members/me").status();
            case 4 -> who.delete(room + "/members/me").status();
            case 5 -> who.delete(room + "/members/" + other.id()).status();
            case 6 -> who.put(room + "/bans/" + other.id(), "{}").status();
            case 7 ->
                who.put(
                        room + "/members/" + other.id() + "/mute",
                        "{\"until\":\"2999-01-01T00:00:00Z\"}")
                    .status();
            case 8 ->
                who.put(room + "/members/" + other.id() + "/role", "{\"role\":\"moderator\"}")
                    .status();
            case 9 -> who.patch(room, "{\"topic\":\"T" + random.nextInt() + "\"}", "*").status();
            case 10 ->
                (random.nextBoolean() ? who.put(room + "/archive") : who.delete(room + "/archive"))
                    .status();
            default -> random.nextInt(4) == 0 ? who.delete(room).status() : 204;
          };
      assertThat(status).isLessThan(500);
    }

    private <T> T any(List<T> things) {
      return things.get(random.nextInt(things.size()));
    }
  }
}
