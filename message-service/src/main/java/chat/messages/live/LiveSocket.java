package chat.messages.live;

import chat.kit.security.AccessToken;
import chat.kit.security.Caller;
import chat.kit.security.Scope;
import chat.messages.engine.CloseReason;
import chat.messages.engine.Timers;
import chat.messages.engine.Timers.Timer;
import chat.messages.socketio.Reply;
import chat.messages.socketio.Socket;
import chat.messages.socketio.SocketListener;
import chat.wire.RoomId;
import chat.wire.SessionId;
import chat.wire.UserId;
import chat.wire.UserRef;
import chat.wire.frame.ServerFrame;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One live socket of a person who has shown a token, with the rooms that are open on it. */
final class LiveSocket implements SocketListener {
  private final Socket socket;
  private final LiveSockets sockets;
  private final LiveSettings settings;
  private final Timers timers;
  private final Map<RoomId, LiveRoom> rooms = new ConcurrentHashMap<>();
  private final Sinks.Many<Mono<Void>> wishes;
  private volatile AccessToken token;
  private volatile Caller caller;
  private volatile boolean closed;
  private @Nullable Timer end;

  LiveSocket(
      Socket socket, AccessToken token, LiveSockets sockets, LiveSettings settings, Timers timers) {
    this.socket = socket;
    this.sockets = sockets;
    this.settings = settings;
    this.timers = timers;
    this.token = token;
    this.caller = token.caller();
    this.wishes =
        Sinks.many().unicast().onBackpressureBuffer(new ArrayBlockingQueue<>(settings.inFlight()));
    Background.run(wishes.asFlux().concatMap(wish -> wish));
    endAt(token.expiresAt());
    sockets.opened(this);
  }

  Caller caller() {
    return caller;
  }

  /** Refuses what the socket's token is not good for. */
  void demand(Scope scope) {
    token.demand(scope);
  }

  UserRef user() {
    return new UserRef(caller.id(), caller.name(), caller.kind());
  }

  boolean isOf(UserId user) {
    return caller.id().equals(user);
  }

  boolean isOf(SessionId session) {
    return caller.session().equals(session);
  }

  /** What it wishes is done one after the other, so that its messages keep their order. */
  @Override
  public void event(String name, List<JsonNode> arguments, Reply reply) {
    Mono<Void> wish = sockets.wishes().fulfil(this, name, arguments, reply);
    if (wishes.tryEmitNext(wish).isFailure()) {
      reply.send(List.of(Answers.busy()));
    }
  }

  /** The new token takes the old one's place. */
  void renew(AccessToken token) {
    socket
        .mailbox()
        .execute(
            () -> {
              this.token = token;
              caller = token.caller();
              endAt(token.expiresAt());
            });
  }

  private void endAt(Instant expiry) {
    if (end != null) {
      end.cancel();
    }
    Duration left = Duration.between(Instant.now(), expiry);
    end =
        timers.after(
            left.isNegative() ? Duration.ZERO : left,
            () -> close(CloseReason.SERVER_CLOSED, "the token has ended"));
  }

  boolean offer(Told told) {
    return socket.offer(told.frame());
  }

  void tell(ServerFrame frame) {
    socket.emit(frame.type(), List.of(JsonMapper.shared().<JsonNode>valueToTree(frame)));
  }

  void close(CloseReason reason, String detail) {
    socket.close(reason, detail);
  }

  boolean hasRoomFor(RoomId room) {
    return rooms.containsKey(room) || rooms.size() < settings.rooms();
  }

  @Nullable LiveRoom in(RoomId room) {
    return rooms.get(room);
  }

  void entered(LiveRoom room) {
    rooms.put(room.id(), room);
    if (closed) {
      leave(room.id());
    }
  }

  void leave(RoomId room) {
    rooms.remove(room);
    sockets.rooms().leave(room, this);
  }

  @Override
  public void drained() {
    rooms.values().forEach(room -> room.resume(this));
  }

  @Override
  public void closed(CloseReason reason) {
    closed = true;
    wishes.tryEmitComplete();
    if (end != null) {
      end.cancel();
    }
    sockets.closed(this);
    rooms.keySet().forEach(this::leave);
  }
}
