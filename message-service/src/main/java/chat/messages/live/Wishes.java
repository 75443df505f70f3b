package chat.messages.live;

import chat.kit.live.LiveFrames;
import chat.kit.problem.FieldError;
import chat.kit.problem.Problem;
import chat.kit.security.AccessToken;
import chat.kit.security.AccessTokens;
import chat.kit.security.Scope;
import chat.messages.change.MessageChanger;
import chat.messages.history.History;
import chat.messages.read.Reading;
import chat.messages.send.Draft;
import chat.messages.send.MessageSender;
import chat.messages.socketio.Reply;
import chat.wire.Message;
import chat.wire.MessageId;
import chat.wire.ProblemType;
import chat.wire.RoomId;
import chat.wire.frame.ClientFrame;
import chat.wire.frame.Position;
import chat.wire.frame.ServerFrame;
import chat.wire.internal.OpenedRoom;
import chat.wire.names.Channels;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Does what clients ask for, and answers each with an acknowledgement. */
@Component
class Wishes {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final int MOST_SYNCED = 50;

  private static final Map<String, Class<?>> KNOWN =
      Arrays.stream(ClientFrame.class.getPermittedSubclasses())
          .collect(
              Collectors.toUnmodifiableMap(
                  type -> type.getAnnotation(JsonTypeName.class).value(), type -> type));

  private final Opening opening;
  private final RoomDoors doors;
  private final MessageSender sender;
  private final MessageChanger changer;
  private final History history;
  private final Reading reading;
  private final LiveFrames live;
  private final AccessTokens tokens;
  private final LiveSettings settings;

  Wishes(
      Opening opening,
      RoomDoors doors,
      MessageSender sender,
      MessageChanger changer,
      History history,
      Reading reading,
      LiveFrames live,
      AccessTokens tokens,
      LiveSettings settings) {
    this.opening = opening;
    this.doors = doors;
    this.sender = sender;
    this.changer = changer;
    this.history = history;
    this.reading = reading;
    this.live = live;
    this.tokens = tokens;
    this.settings = settings;
  }

  private record Changed(Message message) {}

  private record Synced(List<Opening.State> rooms) {}

  private record Nothing() {}

  /** Never fails: a failure is an answer. */
  Mono<Void> fulfil(LiveSocket socket, String name, List<JsonNode> arguments, Reply reply) {
    Consumer<Object> answer = result -> reply.send(List.of(Answers.done(result)));
    return Mono.fromCallable(() -> wish(name, arguments))
        .doOnNext(wish -> socket.demand(scope(wish)))
        .flatMap(wish -> result(socket, wish, answer).doOnNext(answer).then())
        .onErrorResume(
            error -> Mono.fromRunnable(() -> reply.send(List.of(Answers.refused(error)))));
  }

  private static ClientFrame wish(String name, List<JsonNode> arguments) {
    Class<?> type = KNOWN.get(name);
    if (type == null || arguments.isEmpty()) {
      throw Problem.of(
          ProblemType.MALFORMED_REQUEST, "There is no such event, or it lacks its argument.");
    }
    return (ClientFrame) JSON.treeToValue(arguments.getFirst(), type);
  }

  private static Scope scope(ClientFrame wish) {
    return switch (wish) {
      case ClientFrame.RoomJoin join -> join.code() == null ? Scope.READ : Scope.WRITE;
      case ClientFrame.RoomLeave leave -> Scope.READ;
      case ClientFrame.ChatHistory history -> Scope.READ;
      case ClientFrame.Sync sync -> Scope.READ;
      case ClientFrame.AuthRenew renew -> Scope.READ;
      case ClientFrame.RoomCreate create -> Scope.WRITE;
      case ClientFrame.ChatSend send -> Scope.WRITE;
      case ClientFrame.ChatEdit edit -> Scope.WRITE;
      case ClientFrame.ChatDelete delete -> Scope.WRITE;
      case ClientFrame.ChatReact react -> Scope.WRITE;
      case ClientFrame.ChatPin pin -> Scope.WRITE;
      case ClientFrame.ChatRead read -> Scope.WRITE;
      case ClientFrame.ChatTyping typing -> Scope.WRITE;
    };
  }

  private Mono<Void> join(LiveSocket socket, ClientFrame.RoomJoin wish, Consumer<Object> answer) {
    if (wish.code() != null) {
      return doors
          .enter(wish.code(), socket.user())
          .flatMap(room -> open(socket, room, wish.since(), answer));
    }
    RoomId room = required(wish.room(), "room");
    return opening.open(socket, room, null, wish.since(), answer::accept);
  }

  private Mono<Void> open(
      LiveSocket socket, OpenedRoom room, @Nullable Long since, Consumer<Object> answer) {
    return opening.open(socket, room.room(), room.code(), since, answer::accept);
  }

  /** Empty when the answer was given already, because something had to come right after it. */
  private Mono<?> result(LiveSocket socket, ClientFrame wish, Consumer<Object> answer) {
    return switch (wish) {
      case ClientFrame.RoomCreate w ->
          doors.create(w.name(), socket.user()).flatMap(room -> open(socket, room, null, answer));
      case ClientFrame.RoomJoin w -> join(socket, w, answer);
      case ClientFrame.RoomLeave w -> leave(socket, required(w.room(), "room"));
      case ClientFrame.ChatSend w -> send(socket, w);
      case ClientFrame.ChatEdit w ->
          changed(
              changer.edit(
                  required(w.room(), "room"), message(w.message()), socket.user(), w.text()));
      case ClientFrame.ChatDelete w ->
          changed(
              changer.delete(
                  required(w.room(), "room"),
                  message(w.message()),
                  socket.user(),
                  socket.caller().isAdmin()));
      case ClientFrame.ChatReact w ->
          changed(
              changer.react(
                  required(w.room(), "room"),
                  message(w.message()),
                  socket.user(),
                  required(w.emoji(), "emoji"),
                  w.added()));
      case ClientFrame.ChatPin w ->
          changed(
              changer.pin(
                  required(w.room(), "room"), message(w.message()), socket.user(), w.pinned()));
      case ClientFrame.ChatRead w ->
          reading.read(required(w.room(), "room"), socket.caller().id(), w.seq());
      case ClientFrame.ChatTyping w -> typing(socket, w);
      case ClientFrame.ChatHistory w -> history(socket, w);
      case ClientFrame.Sync w -> sync(socket, required(w.rooms(), "rooms"));
      case ClientFrame.AuthRenew w -> renew(socket, required(w.token(), "token"));
    };
  }

  private static Mono<Nothing> leave(LiveSocket socket, RoomId room) {
    return Mono.fromRunnable(() -> socket.leave(room)).thenReturn(new Nothing());
  }

  private Mono<Changed> send(LiveSocket socket, ClientFrame.ChatSend wish) {
    return Mono.fromCallable(
            () ->
                Draft.of(
                    required(wish.room(), "room"),
                    socket.user(),
                    wish.clientId(),
                    wish.text(),
                    wish.replyTo(),
                    wish.thread(),
                    wish.attachments()))
        .flatMap(sender::send)
        .map(sent -> new Changed(sent.message()));
  }

  private static Mono<Changed> changed(Mono<Message> change) {
    return change.map(Changed::new);
  }

  /** At most once, and to those only who have the room open. */
  private Mono<Nothing> typing(LiveSocket socket, ClientFrame.ChatTyping wish) {
    RoomId room = required(wish.room(), "room");
    if (socket.in(room) == null) {
      return Mono.error(Problem.of(ProblemType.FORBIDDEN, "Open the room first."));
    }
    return live.publish(
            Channels.room(room), new ServerFrame.ChatTyping(room, socket.user(), wish.typing()))
        .onErrorComplete()
        .thenReturn(new Nothing());
  }

  private Mono<?> history(LiveSocket socket, ClientFrame.ChatHistory wish) {
    int limit = wish.limit() == null ? settings.page() / 4 : wish.limit();
    if (limit < 1 || limit > settings.page()) {
      return Mono.error(invalid("limit", "must be 1 to %d".formatted(settings.page())));
    }
    return history.page(
        required(wish.room(), "room"), socket.caller().id(), wish.after(), wish.before(), limit);
  }

  private Mono<Synced> sync(LiveSocket socket, List<Position> positions) {
    return positions.size() > MOST_SYNCED
        ? Mono.error(invalid("rooms", "must be %d at most".formatted(MOST_SYNCED)))
        : Flux.fromIterable(positions)
            .concatMap(p -> opening.state(socket, required(p.room(), "room"), p.seq()))
            .collectList()
            .map(Synced::new);
  }

  private Mono<Nothing> renew(LiveSocket socket, String token) {
    return tokens
        .read(token)
        .doOnNext(fresh -> checkSame(socket, fresh))
        .doOnNext(socket::renew)
        .thenReturn(new Nothing());
  }

  private static void checkSame(LiveSocket socket, AccessToken fresh) {
    if (!socket.isOf(fresh.caller().id())) {
      throw Problem.of(ProblemType.FORBIDDEN, "This is somebody else's token.");
    }
  }

  private static MessageId message(@Nullable MessageId id) {
    return required(id, "message");
  }

  /** What a client leaves out is absent, whatever the record promises. */
  private static <T> T required(@Nullable T value, String field) {
    if (value == null) {
      throw invalid(field, "must be given");
    }
    return value;
  }

  private static Problem invalid(String field, String rule) {
    return Problem.invalid(List.of(new FieldError(field, rule)));
  }
}
