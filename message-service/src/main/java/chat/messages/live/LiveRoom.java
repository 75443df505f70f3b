package chat.messages.live;

import chat.messages.dialect.Dialect;
import chat.messages.engine.Mailbox;
import chat.messages.stream.RoomFrames;
import chat.wire.RoomId;
import chat.wire.UserId;
import chat.wire.frame.ServerFrame;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;

/**
 * One room with the sockets of this node that have it open. Events are released in the order of
 * their seqs: what comes early waits, what is missing is read from the store.
 */
final class LiveRoom {
  private static final Logger log = LoggerFactory.getLogger(LiveRoom.class);
  private static final int MOST_EARLY = 1_000;

  private final RoomId id;
  private final RoomFrames store;
  private final int page;
  private final Mailbox mailbox = new Mailbox(fault -> log.error("A fault in a live room", fault));
  private final Map<LiveSocket, Seat> seats = new ConcurrentHashMap<>();
  private final TreeMap<Long, Told> early = new TreeMap<>();
  private final Disposable.Swap listening;
  private volatile long released = -1;
  private boolean fetching;

  LiveRoom(RoomId id, RoomFrames store, int page, Disposable.Swap listening) {
    this.id = id;
    this.store = store;
    this.page = page;
    this.listening = listening;
  }

  RoomId id() {
    return id;
  }

  void enter(LiveSocket socket, Dialect dialect) {
    seats.put(socket, new Seat(socket, dialect));
  }

  /** Whether nobody is left. */
  boolean leave(LiveSocket socket) {
    seats.remove(socket);
    return seats.isEmpty();
  }

  boolean has(LiveSocket socket) {
    return seats.containsKey(socket);
  }

  Collection<LiveSocket> sockets() {
    return seats.keySet();
  }

  /** The last seq that was told here; less than 0 while that is not known. */
  long head() {
    return released;
  }

  void stopListening() {
    listening.dispose();
  }

  /** Answers the opening socket, and tells it everything that happened meanwhile. */
  void opened(LiveSocket socket, long position, Runnable answer) {
    mailbox.execute(
        () -> {
          answer.run();
          Seat seat = seats.get(socket);
          if (seat != null && seat.open(position)) {
            resume(socket);
          }
          reach(position);
        });
  }

  void heard(Told told) {
    mailbox.execute(() -> told(told));
  }

  /** The stream goes at least this far: if we do not, something was lost on the way. */
  void reaches(long head) {
    mailbox.execute(() -> reach(head));
  }

  private void reach(long head) {
    if (released < 0) {
      released = head;
      releaseEarly();
    } else if (head > released) {
      fetch();
    }
  }

  private void told(Told told) {
    if (told.seq() == 0) {
      seats.values().forEach(seat -> seat.tell(told));
    } else if (released >= 0 && told.seq() == released + 1) {
      release(told);
      releaseEarly();
    } else if (told.seq() > released) {
      early.put(told.seq(), told);
      if (early.size() > MOST_EARLY) {
        early.pollLastEntry();
      }
      if (released >= 0) {
        fetch();
      }
    }
  }

  private void releaseEarly() {
    early.headMap(released, true).clear();
    for (Told next = early.remove(released + 1); next != null; next = early.remove(released + 1)) {
      release(next);
    }
  }

  private void release(Told told) {
    released = told.seq();
    seats.values().forEach(seat -> seat.tell(told));
    if (told.left() != null) {
      evict(told.left());
    }
  }

  private void evict(UserId user) {
    seats.keySet().stream().filter(socket -> socket.isOf(user)).forEach(s -> s.leave(id));
  }

  private void fetch() {
    if (!fetching) {
      fetching = true;
      Background.run(
          store.after(id, released, page),
          piece -> mailbox.execute(() -> fetched(piece)),
          error -> mailbox.execute(() -> notFetched(error)));
    }
  }

  /** The next comparison of heads asks again. */
  private void notFetched(Throwable error) {
    fetching = false;
    log.warn("What room {} missed cannot be read now: {}", id, error.toString());
  }

  private void fetched(RoomFrames.Piece piece) {
    fetching = false;
    long before = released;
    piece.frames().forEach(this::found);
    releaseEarly();
    // without progress the next comparison of heads asks again, and not this one for ever
    if (released > before && piece.head() > released) {
      fetch();
    }
  }

  private void found(ServerFrame.Durable frame) {
    if (frame.seq() == released + 1) {
      release(Told.of(frame));
    }
  }

  /** A slow socket has caught its breath: it goes on here, and hears what it must pull. */
  void resume(LiveSocket socket) {
    mailbox.execute(
        () -> {
          Seat seat = seats.get(socket);
          if (seat != null && seat.resume(released)) {
            socket.tell(new ServerFrame.Lagging(id, released));
          }
        });
  }
}
