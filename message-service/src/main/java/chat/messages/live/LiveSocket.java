package chat.messages.live;

import chat.kit.problem.Problem;
import chat.kit.security.AccessToken;
import chat.kit.security.Caller;
import chat.kit.security.Scope;
import chat.messages.dialect.Dialect;
import chat.messages.engine.CloseReason;
import chat.messages.engine.Visitor;
import chat.messages.guest.Guest;
import chat.messages.guest.GuestKey;
import chat.messages.socketio.Reply;
import chat.messages.socketio.Socket;
import chat.messages.socketio.SocketListener;
import chat.wire.ProblemType;
import chat.wire.RoomId;
import chat.wire.SessionId;
import chat.wire.UserId;
import chat.wire.UserRef;
import chat.wire.frame.ServerFrame;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One live socket, with the rooms that are open on it: of a person who has shown a token, or of
 * somebody who is nobody until they enter a room, and a guest from then on.
 */
final class LiveSocket implements SocketListener {
  /** Most have a room or two open, and there are very many sockets. */
  private static final int FEW = 2;

  private static final Duration SOON = Duration.ofMillis(500);

  private final Socket socket;
  private final LiveSockets sockets;
  private final LiveSettings settings;
  private final Visitor visitor;
  private final @Nullable GuestKey guestKey;
  private final boolean newcomer;
  private final Term term;
  private final Map<RoomId, LiveRoom> rooms = new ConcurrentHashMap<>(FEW);
  private final Map<String, RoomId> codes = new ConcurrentHashMap<>(FEW);
  private final Latest latest = new Latest();
  private final AtomicInteger unfulfilled = new AtomicInteger();
  private final Sinks.Many<Mono<Void>> wishes =
      Sinks.many().unicast().onBackpressureBuffer(new ConcurrentLinkedQueue<>());
  private volatile @Nullable AccessToken token;
  private volatile @Nullable Caller caller;
  private volatile @Nullable String nickname;
  private volatile boolean away;
  private volatile boolean closed;

  /**
   * @param guestKey of somebody who came without a token
   * @param newcomer whether that key is new, and nobody can be found by it
   */
  LiveSocket(
      Socket socket,
      Visitor visitor,
      @Nullable GuestKey guestKey,
      boolean newcomer,
      LiveSockets sockets,
      LiveSettings settings) {
    this.socket = socket;
    this.visitor = visitor;
    this.guestKey = guestKey;
    this.newcomer = newcomer;
    this.sockets = sockets;
    this.settings = settings;
    this.term = new Term(sockets.timers(), socket.mailbox());
    Background.run(wishes.asFlux().concatMap(wish -> wish));
    sockets.opened(this);
  }

  String id() {
    return socket.id();
  }

  Visitor visitor() {
    return visitor;
  }

  @Nullable GuestKey guestKey() {
    return guestKey;
  }

  boolean isNewcomer() {
    return newcomer;
  }

  boolean isKnown() {
    return caller != null;
  }

  Caller caller() {
    Caller known = caller;
    if (known == null) {
      throw Problem.of(ProblemType.UNAUTHENTICATED);
    }
    return known;
  }

  /** Refuses what the socket's token is not good for. */
  void demand(Scope scope) {
    AccessToken shown = token;
    if (shown != null) {
      shown.demand(scope);
    }
  }

  UserRef user() {
    Caller known = caller();
    return new UserRef(known.id(), known.name(), known.kind());
  }

  boolean isOf(UserId user) {
    Caller known = caller;
    return known != null && known.id().equals(user);
  }

  boolean isOf(SessionId session) {
    Caller known = caller;
    return known != null && known.session().equals(session);
  }

  /** What it wishes is done one after the other, so that its messages keep their order. */
  @Override
  public void event(String name, List<JsonNode> arguments, Reply reply) {
    Answer answer = new Answer(this, name, reply);
    if (unfulfilled.incrementAndGet() > settings.inFlight() || !goesOn(name, arguments, answer)) {
      unfulfilled.decrementAndGet();
      answer.refused(Problem.of(ProblemType.BUSY));
    }
  }

  /** After the wishes before it; not when nobody works on them any more. */
  private boolean goesOn(String name, List<JsonNode> arguments, Answer answer) {
    Mono<Void> wish = sockets.wishes().fulfil(this, name, arguments, answer);
    return wishes.tryEmitNext(wish.doFinally(end -> unfulfilled.decrementAndGet())).isSuccess();
  }

  /** This token takes the place of the one before, if there was one. */
  void speaksFor(AccessToken shown) {
    Caller fresh = shown.caller();
    Caller before = caller;
    token = shown;
    // a guest's new name is in the tokens from the next one on
    caller = before != null && nickname != null ? called(fresh, before.name()) : fresh;
    term.ends(shown.expiresAt(), () -> close(CloseReason.SERVER_CLOSED, "the token has ended"));
    sockets.known(this);
    if (closed) {
      closed(CloseReason.SERVER_CLOSED);
    }
  }

  /** The server has made or renewed a session for this guest, who is told of it. */
  void introduce(Guest guest) {
    speaksFor(guest.token());
    GuestKey key = guestKey;
    if (key != null) {
      term.renews(sockets.renewal(guest.token()), () -> sockets.renew(this, key));
    }
    tell(new ServerFrame.AuthSession(user(), guest.access(), guest.token().expiresAt()));
  }

  boolean isCalled(String name) {
    return name.equals(nickname) || name.equals(caller().name());
  }

  /**
   * @param wished the name as it was asked for
   * @param given the name as it is kept
   */
  void called(@Nullable String wished, String given) {
    nickname = wished;
    Caller before = caller;
    caller = before == null ? null : called(before, given);
  }

  private static Caller called(Caller caller, String name) {
    return new Caller(caller.id(), caller.session(), name, caller.kind(), caller.roles());
  }

  boolean isAway() {
    return away;
  }

  void turns(boolean away) {
    this.away = away;
    sockets.turned(this);
  }

  boolean offer(Told told, Dialect dialect) {
    return socket.offer(told.in(dialect));
  }

  /** Of what is of one kind the last one is said once there is room; all else is not missed. */
  void offerOrReplace(Told told, Dialect dialect) {
    if (!latest.takes(told, dialect) && !offer(told, dialect)) {
      latest.keep(told, dialect);
    }
  }

  void tell(ServerFrame frame) {
    socket.emit(frame.type(), List.of(JsonMapper.shared().<JsonNode>valueToTree(frame)));
  }

  void close(CloseReason reason, String detail) {
    socket.close(reason, detail);
  }

  /** Its client comes back by itself, and finds another node. */
  void sendAway() {
    tell(new ServerFrame.GoAway(ThreadLocalRandom.current().nextLong(SOON.toMillis())));
    close(CloseReason.GOING_AWAY, "the node stops");
  }

  boolean hasRoomFor(RoomId room) {
    return rooms.containsKey(room) || rooms.size() < settings.rooms();
  }

  @Nullable LiveRoom in(RoomId room) {
    return rooms.get(room);
  }

  Collection<LiveRoom> rooms() {
    return rooms.values();
  }

  /** The open room that this code has opened. */
  @Nullable RoomId openedBy(String code) {
    return codes.get(code);
  }

  void entered(LiveRoom room) {
    rooms.put(room.id(), room);
    if (closed) {
      leave(room.id());
    }
  }

  void enteredBy(String code, RoomId room) {
    codes.put(code, room);
  }

  void leave(RoomId room) {
    rooms.remove(room);
    codes.values().remove(room);
    sockets.rooms().leave(room, this);
  }

  @Override
  public void drained() {
    latest.say((told, dialect) -> offer(told, dialect));
    rooms.values().forEach(room -> room.resume(this));
  }

  @Override
  public void closed(CloseReason reason) {
    closed = true;
    wishes.tryEmitComplete();
    term.over();
    sockets.closed(this);
    rooms.keySet().forEach(this::leave);
  }
}
