package chat.messages.room;

import chat.wire.Role;
import chat.wire.RoomDetails;
import chat.wire.RoomId;
import chat.wire.RoomKind;
import chat.wire.UserId;
import chat.wire.UserRef;
import chat.wire.event.RoomEvent;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** Lets tests of other packages say what happened to rooms, without waiting for the broker. */
public class TestRooms {
  private static final Duration LONG = Duration.ofSeconds(10);

  private final RoomChanges changes;
  private final Questions questions;
  private final AtomicLong version = new AtomicLong();

  TestRooms(RoomChanges changes, Questions questions) {
    this.changes = changes;
    this.questions = questions;
  }

  public void open(RoomId room, RoomKind kind, UserRef owner, UserRef... others) {
    apply(new RoomEvent.Created(room, next(), new RoomDetails(kind, "A room", null), owner));
    apply(new RoomEvent.MemberJoined(room, next(), owner, Role.OWNER));
    for (UserRef other : others) {
      apply(new RoomEvent.MemberJoined(room, next(), other, Role.MEMBER));
    }
  }

  public void update(RoomId room, UserRef by, RoomDetails details) {
    apply(new RoomEvent.Updated(room, next(), details, by));
  }

  /** With what the room's members see of it, which {@link #apply} leaves out. */
  public void happen(RoomEvent change) {
    apply(change);
    changes.tell(change).block(LONG);
  }

  /** Versions grow; that they have gaps here is no matter to a projection. */
  public long next() {
    return version.incrementAndGet();
  }

  public void apply(RoomEvent change) {
    changes.apply(change).block(LONG);
  }

  Optional<Standing> standing(RoomId room, UserId user) {
    return questions.ask(room, user).map(View::standing).blockOptional(LONG);
  }
}
