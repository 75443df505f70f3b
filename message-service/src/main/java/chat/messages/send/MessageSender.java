package chat.messages.send;

import chat.kit.Ids;
import chat.kit.event.Outbox;
import chat.kit.live.LiveFrames;
import chat.kit.problem.Problem;
import chat.messages.room.Standing;
import chat.messages.room.Standings;
import chat.messages.stream.NewMessage;
import chat.messages.stream.RoomStream;
import chat.wire.Message;
import chat.wire.MessageId;
import chat.wire.ProblemType;
import chat.wire.RoomKind;
import chat.wire.UserId;
import chat.wire.event.MessageEvent;
import chat.wire.frame.ServerFrame;
import chat.wire.names.Channels;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** The one way by which a message comes into a room. What it answers is committed. */
@Component
public class MessageSender {
  private static final Logger log = LoggerFactory.getLogger(MessageSender.class);

  private final Standings standings;
  private final RoomStream stream;
  private final Outbox outbox;
  private final TransactionalOperator transaction;
  private final LiveFrames live;
  private final SendSettings settings;

  MessageSender(
      Standings standings,
      RoomStream stream,
      Outbox outbox,
      TransactionalOperator transaction,
      LiveFrames live,
      SendSettings settings) {
    this.standings = standings;
    this.stream = stream;
    this.outbox = outbox;
    this.transaction = transaction;
    this.live = live;
    this.settings = settings;
  }

  /** The same draft again, whenever and wherever, gives the first answer again. */
  public Mono<Sent> send(Draft draft) {
    return standings
        .of(draft.room(), draft.sender().id())
        .map(standing -> standing.writing(Instant.now()))
        .delayUntil(standing -> repliesToSomething(draft))
        .flatMap(standing -> write(draft, standing))
        .onErrorResume(MessageSender::mayBeRepeated, refusal -> again(draft, refusal));
  }

  private Mono<Void> repliesToSomething(Draft draft) {
    MessageId replyTo = draft.replyTo();
    return replyTo == null
        ? Mono.empty()
        : stream
            .holds(draft.room(), replyTo)
            .filter(there -> there)
            .switchIfEmpty(Mono.error(() -> Problem.of(ProblemType.MESSAGE_NOT_FOUND)))
            .then();
  }

  private Mono<Sent> write(Draft draft, Standing standing) {
    Mentions mentions = Mentions.in(draft.text());
    return standings
        .named(draft.room(), mentions.names())
        .map(called -> message(draft, called, mentions.room() && standing.mayCallEverybody()))
        .flatMap(fresh -> commit(fresh, standing.kind()))
        .delayUntil(this::tell)
        .map(message -> new Sent(message, false));
  }

  private static NewMessage message(Draft draft, List<UserId> mentions, boolean mentionsRoom) {
    return new NewMessage(
        new MessageId(Ids.next()),
        draft.room(),
        draft.clientId(),
        draft.sender(),
        draft.text(),
        Instant.now().truncatedTo(ChronoUnit.MILLIS),
        draft.replyTo(),
        mentions,
        mentionsRoom);
  }

  private Mono<Message> commit(NewMessage fresh, RoomKind kind) {
    return stream
        .append(fresh)
        .delayUntil(
            sent -> outbox.append(new MessageEvent.Sent(sent.room(), sent.seq(), kind, sent)))
        .as(transaction::transactional);
  }

  /** A socket that misses it finds it by its seq, so a failure here is not the sender's. */
  private Mono<Void> tell(Message sent) {
    return live.publish(
            Channels.room(sent.room()), new ServerFrame.ChatMessage(sent.room(), sent.seq(), sent))
        .timeout(settings.live())
        .onErrorResume(error -> untold(sent, error));
  }

  private static Mono<Void> untold(Message sent, Throwable error) {
    log.warn("Message {} was not told to the sockets: {}", sent.id(), error.toString());
    return Mono.empty();
  }

  /**
   * A message that was committed before is answered even to whoever may not write any more, or a
   * sender who lost the first answer would believe that it is not there.
   */
  private static boolean mayBeRepeated(Throwable refusal) {
    return refusal instanceof DuplicateKeyException || refusal instanceof Problem;
  }

  private Mono<Sent> again(Draft draft, Throwable refusal) {
    return stream
        .sentAs(draft.room(), draft.sender().id(), draft.clientId())
        .switchIfEmpty(Mono.error(refusal))
        .map(first -> answerAgain(draft, first));
  }

  private static Sent answerAgain(Draft draft, Message first) {
    if (!draft.says(first)) {
      throw Problem.of(
          ProblemType.ID_REUSED, "This clientId has already sent another text to this room.");
    }
    return new Sent(first, true);
  }
}
