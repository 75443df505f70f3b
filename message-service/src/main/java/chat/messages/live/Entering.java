package chat.messages.live;

import static chat.messages.live.Given.required;

import chat.messages.dialect.Dialect;
import chat.messages.dialect.Vocabulary.Meaning;
import chat.messages.room.RoomDoors;
import chat.wire.RoomId;
import chat.wire.frame.ClientFrame;
import chat.wire.frame.Result;
import chat.wire.internal.OpenedRoom;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Brings sockets into rooms: by an id, by a code, or into a room of their own. */
@Component
class Entering {
  private final Opening opening;
  private final RoomDoors doors;

  Entering(Opening opening, RoomDoors doors) {
    this.opening = opening;
    this.doors = doors;
  }

  Mono<Result> create(
      LiveSocket socket, ClientFrame.RoomCreate wish, Consumer<? super Result.Opened> answer) {
    return doors
        .create(wish.name(), socket.user())
        .flatMap(room -> open(socket, room, "", null, answer))
        .then(Mono.empty());
  }

  /**
   * @param plain whether it is said in family B's words
   */
  Mono<Result> join(
      LiveSocket socket,
      ClientFrame.RoomJoin wish,
      boolean plain,
      Consumer<? super Result.Opened> answer) {
    String code = wish.code();
    Mono<Void> opened =
        code == null
            ? byId(socket, required(wish.room(), "room"), wish.since(), plain, answer)
            : doors
                .enter(code, socket.user(), socket.visitor().address())
                .flatMap(room -> open(socket, room, code, wish.since(), answer));
    return opened.then(Mono.empty());
  }

  private Mono<Void> byId(
      LiveSocket socket,
      RoomId room,
      @Nullable Long since,
      boolean plain,
      Consumer<? super Result.Opened> answer) {
    Dialect dialect = plain ? Dialect.FAMILY_B : Dialect.OWN;
    return opening.open(socket, Opening.Wanted.byId(room, since, dialect), answer::accept);
  }

  /** Whoever names the last seq they saw knows our words; who comes by a code alone may not. */
  private Mono<Void> open(
      LiveSocket socket,
      OpenedRoom room,
      String typed,
      @Nullable Long since,
      Consumer<? super Result.Opened> answer) {
    String code = Objects.requireNonNullElse(room.code(), typed);
    Dialect dialect = since == null ? Dialect.familyA(code) : Dialect.OWN;
    return opening
        .open(socket, Opening.Wanted.byCode(room, since, dialect), answer::accept)
        .doOnSuccess(
            opened -> {
              socket.enteredBy(code, room.room());
              if (!typed.isEmpty()) {
                socket.enteredBy(typed, room.room());
              }
            });
  }

  /** The room that the code opens; whoever has not opened it yet becomes a member. */
  Mono<RoomId> roomOf(LiveSocket socket, String code) {
    RoomId open = socket.openedBy(code);
    return open != null
        ? Mono.just(open)
        : doors.enter(code, socket.user(), socket.visitor().address()).map(OpenedRoom::room);
  }

  /** In family B's words everybody is in the global room, whether they have joined it or not. */
  Mono<Void> global(LiveSocket socket, Meaning.Wish wish) {
    RoomId room =
        switch (wish.frame()) {
          case ClientFrame.ChatSend send -> send.room();
          case ClientFrame.ChatTyping typing -> typing.room();
          default -> null;
        };
    return wish.plain() && room != null && room.equals(RoomId.GLOBAL) && socket.in(room) == null
        ? byId(socket, room, null, true, opened -> {})
        : Mono.empty();
  }
}
