package chat.load.faults;

import chat.load.rig.Tokens;
import chat.wire.RoomId;
import chat.wire.UserId;
import chat.wire.UserKind;
import chat.wire.UserRef;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;

/** Does one thing after the other in the rooms, at random, and notes what is acknowledged. */
final class Writer {
  private static final String THUMB = "%F0%9F%91%8D";

  private final Random random;
  private final Api api;
  private final List<RoomId> rooms;
  private final BiConsumer<RoomId, Acknowledged> note;
  private final UserRef me;
  private final String token;
  private final List<Said> said = new ArrayList<>();

  /** One of its own messages that is not deleted. */
  private record Said(RoomId room, String id, Set<String> given) {
    String path() {
      return "/api/v1/rooms/" + room + "/messages/" + id;
    }
  }

  Writer(
      int number,
      long seed,
      Api api,
      Tokens tokens,
      List<RoomId> rooms,
      BiConsumer<RoomId, Acknowledged> note) {
    this.random = new Random(seed * 1000 + number);
    this.api = api;
    this.rooms = rooms;
    this.note = note;
    this.me =
        new UserRef(
            new UserId(new UUID(random.nextLong(), random.nextLong())),
            "writer" + number,
            UserKind.PERSON);
    this.token = tokens.of(me);
  }

  void write(BooleanSupplier goOn) throws InterruptedException {
    for (int i = 0; goOn.getAsBoolean(); i++) {
      int dice = random.nextInt(20);
      if (said.isEmpty() || dice < 10) {
        send("c" + i);
      } else {
        change(said.get(random.nextInt(said.size())), dice, i);
      }
    }
  }

  private void change(Said message, int dice, int i) throws InterruptedException {
    switch (dice) {
      case 10, 11, 12, 13 -> {
        act(message, "PATCH", "", Map.of("text", "Edited the " + i + "th time"));
        happened(message, "edited", 0);
      }
      case 14, 15, 16 -> react(message);
      case 17 -> {
        act(message, "DELETE", "", Map.of());
        happened(message, "deleted", 0);
        said.remove(message);
      }
      default -> read(message.room());
    }
  }

  /** Up to five times more, wherever it goes. */
  private void send(String clientId) throws InterruptedException {
    RoomId room = rooms.get(random.nextInt(rooms.size()));
    var answer =
        api.call(
            random,
            token,
            "POST",
            "/api/v1/rooms/" + room + "/messages",
            Map.of("clientId", clientId, "text", "I say " + clientId),
            random.nextInt(4) == 0 ? random.nextInt(6) : 0);
    Said message = new Said(room, answer.path("id").asString(), new HashSet<>());
    said.add(message);
    happened(message, "sent", answer.path("seq").asLong());
  }

  private void react(Said message) throws InterruptedException {
    boolean give = message.given().add(THUMB);
    if (!give) {
      message.given().remove(THUMB);
    }
    act(message, give ? "PUT" : "DELETE", "/reactions/" + THUMB, Map.of());
    happened(message, give ? "reacted" : "unreacted", 0);
  }

  private void read(RoomId room) throws InterruptedException {
    api.call(random, token, "PUT", "/api/v1/rooms/" + room + "/read", Map.of("seq", 1), 0);
  }

  private void act(Said message, String method, String path, Map<String, ?> body)
      throws InterruptedException {
    api.call(random, token, method, message.path() + path, body, 0);
  }

  private void happened(Said message, String what, long seq) {
    note.accept(message.room(), new Acknowledged(what + " " + message.id(), seq));
  }
}
