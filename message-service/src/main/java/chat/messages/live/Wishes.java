package chat.messages.live;

import static chat.messages.live.Given.required;

import chat.kit.problem.Problem;
import chat.kit.security.AccessToken;
import chat.kit.security.AccessTokens;
import chat.kit.security.Scope;
import chat.messages.change.MessageChanger;
import chat.messages.dialect.Vocabulary;
import chat.messages.dialect.Vocabulary.Meaning;
import chat.messages.read.Reading;
import chat.messages.send.Draft;
import chat.messages.send.MessageSender;
import chat.wire.Message;
import chat.wire.ProblemType;
import chat.wire.RoomId;
import chat.wire.frame.ClientFrame;
import chat.wire.frame.FamilyA;
import chat.wire.frame.Result;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Does what clients ask for, and answers each with an acknowledgement. */
@Component
class Wishes {
  private final Introductions introductions;
  private final Entering entering;
  private final Asking asking;
  private final MessageSender sender;
  private final MessageChanger changer;
  private final Reading reading;
  private final AccessTokens tokens;

  Wishes(
      Introductions introductions,
      Entering entering,
      Asking asking,
      MessageSender sender,
      MessageChanger changer,
      Reading reading,
      AccessTokens tokens) {
    this.introductions = introductions;
    this.entering = entering;
    this.asking = asking;
    this.sender = sender;
    this.changer = changer;
    this.reading = reading;
    this.tokens = tokens;
  }

  /** Never fails: a failure is an answer. */
  Mono<Void> fulfil(LiveSocket socket, String name, List<JsonNode> arguments, Answer answer) {
    return Mono.fromCallable(() -> Vocabulary.read(name, arguments))
        .flatMap(meaning -> fulfil(socket, meaning, answer))
        .onErrorResume(error -> Mono.fromRunnable(() -> answer.refused(error)));
  }

  private Mono<Void> fulfil(LiveSocket socket, Meaning meaning, Answer answer) {
    return switch (meaning) {
      case Meaning.Wish wish -> fulfil(socket, wish, answer);
      case Meaning.ToCode send -> toCode(socket, send.send(), answer);
    };
  }

  private Mono<Void> fulfil(LiveSocket socket, Meaning.Wish wish, Answer answer) {
    ClientFrame frame = wish.frame();
    return Mono.fromRunnable(() -> socket.demand(scope(frame)))
        .then(Mono.defer(() -> introductions.before(frame, socket)))
        .then(Mono.defer(() -> entering.global(socket, wish)))
        .then(Mono.defer(() -> result(socket, wish, answer).doOnNext(answer).then()));
  }

  private Mono<Void> toCode(LiveSocket socket, FamilyA.ChatSend said, Answer answer) {
    return Mono.fromRunnable(() -> socket.demand(Scope.WRITE))
        .then(Mono.defer(() -> introductions.begin(socket, said.sender())))
        .then(Mono.defer(() -> entering.roomOf(socket, required(said.roomCode(), "roomCode"))))
        .map(room -> Vocabulary.send(room, said.clientId(), said.content()))
        .flatMap(send -> send(socket, send))
        .doOnNext(answer)
        .then();
  }

  private static Scope scope(ClientFrame wish) {
    return switch (wish) {
      case ClientFrame.RoomJoin join -> join.code() == null ? Scope.READ : Scope.WRITE;
      case ClientFrame.RoomLeave leave -> Scope.READ;
      case ClientFrame.ChatHistory history -> Scope.READ;
      case ClientFrame.Sync sync -> Scope.READ;
      case ClientFrame.AuthRenew renew -> Scope.READ;
      case ClientFrame.PresenceAway away -> Scope.READ;
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

  /** Empty when the answer was given already, because something had to come right after it. */
  private Mono<? extends Result> result(LiveSocket socket, Meaning.Wish wish, Answer answer) {
    return switch (wish.frame()) {
      case ClientFrame.RoomCreate w -> entering.create(socket, w, answer);
      case ClientFrame.RoomJoin w -> entering.join(socket, w, wish.plain(), answer);
      case ClientFrame.RoomLeave w -> done(() -> socket.leave(required(w.room(), "room")));
      case ClientFrame.ChatSend w -> send(socket, w);
      case ClientFrame.ChatEdit w ->
          changed(changer.edit(room(w.room()), message(w.message()), socket.user(), w.text()));
      case ClientFrame.ChatDelete w ->
          changed(
              changer.delete(
                  room(w.room()), message(w.message()), socket.user(), socket.caller().isAdmin()));
      case ClientFrame.ChatReact w ->
          changed(
              changer.react(
                  room(w.room()),
                  message(w.message()),
                  socket.user(),
                  required(w.emoji(), "emoji"),
                  w.added()));
      case ClientFrame.ChatPin w ->
          changed(changer.pin(room(w.room()), message(w.message()), socket.user(), w.pinned()));
      case ClientFrame.ChatRead w -> read(socket, w);
      case ClientFrame.ChatTyping w -> asking.typing(socket, room(w.room()), w.typing());
      case ClientFrame.ChatHistory w -> asking.history(socket, w);
      case ClientFrame.Sync w -> asking.sync(socket, required(w.rooms(), "rooms"));
      case ClientFrame.AuthRenew w -> renew(socket, required(w.token(), "token"));
      case ClientFrame.PresenceAway w -> done(() -> socket.turns(w.away()));
    };
  }

  private static Mono<Result.Nothing> done(Runnable deed) {
    return Mono.fromRunnable(deed).thenReturn(new Result.Nothing());
  }

  private Mono<Result.Changed> send(LiveSocket socket, ClientFrame.ChatSend wish) {
    return Mono.fromCallable(
            () ->
                Draft.of(
                    room(wish.room()),
                    socket.user(),
                    wish.clientId(),
                    wish.text(),
                    wish.replyTo(),
                    wish.thread(),
                    wish.attachments()))
        .flatMap(sender::send)
        .map(sent -> new Result.Changed(sent.message()));
  }

  private static Mono<Result.Changed> changed(Mono<Message> change) {
    return change.map(Result.Changed::new);
  }

  private Mono<Result.Unread> read(LiveSocket socket, ClientFrame.ChatRead wish) {
    return reading
        .read(room(wish.room()), socket.caller().id(), wish.seq())
        .map(u -> new Result.Unread(u.room(), u.head(), u.read(), u.unread(), u.mentions()));
  }

  private Mono<Result.Nothing> renew(LiveSocket socket, String token) {
    return tokens
        .read(token)
        .doOnNext(fresh -> checkSame(socket, fresh))
        .doOnNext(socket::speaksFor)
        .thenReturn(new Result.Nothing());
  }

  private static void checkSame(LiveSocket socket, AccessToken fresh) {
    if (socket.isKnown() && !socket.isOf(fresh.caller().id())) {
      throw Problem.of(ProblemType.FORBIDDEN, "This is somebody else's token.");
    }
  }

  private static RoomId room(RoomId room) {
    return required(room, "room");
  }

  private static chat.wire.MessageId message(chat.wire.MessageId message) {
    return required(message, "message");
  }
}
