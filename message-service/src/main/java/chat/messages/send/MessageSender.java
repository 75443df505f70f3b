package chat.messages.send;

import chat.kit.Ids;
import chat.kit.problem.FieldError;
import chat.kit.problem.Problem;
import chat.messages.attachment.Attaching;
import chat.messages.room.Standing;
import chat.messages.room.Standings;
import chat.messages.stream.NewMessage;
import chat.messages.stream.RoomStream;
import chat.messages.write.Called;
import chat.messages.write.NewEvent;
import chat.messages.write.RoomWriter;
import chat.wire.Attachment;
import chat.wire.Message;
import chat.wire.MessageId;
import chat.wire.ProblemType;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The one way by which a message comes into a room. What it answers is committed. */
@Component
public class MessageSender {
  private static final Called NOBODY = new Called(List.of(), false);

  private final Standings standings;
  private final Mentioned mentioned;
  private final RoomStream stream;
  private final Attaching attaching;
  private final RoomWriter writer;

  MessageSender(
      Standings standings,
      Mentioned mentioned,
      RoomStream stream,
      Attaching attaching,
      RoomWriter writer) {
    this.standings = standings;
    this.mentioned = mentioned;
    this.stream = stream;
    this.attaching = attaching;
    this.writer = writer;
  }

  /** The same draft again, whenever and wherever, gives the first answer again. */
  public Mono<Sent> send(Draft draft) {
    return draft.isPlain()
        ? plainly(draft).switchIfEmpty(Mono.defer(() -> carefully(draft)))
        : carefully(draft);
  }

  /** With one statement; empty when it takes a closer look, at a repeated draft among others. */
  private Mono<Sent> plainly(Draft draft) {
    return Mono.defer(
        () -> {
          NewMessage fresh = message(draft, NOBODY, List.of());
          return writer.writePlain(fresh).map(seq -> new Sent(fresh.numbered(seq), false));
        });
  }

  private Mono<Sent> carefully(Draft draft) {
    return standings
        .of(draft.room(), draft.sender().id())
        .map(standing -> standing.writing(Instant.now()))
        .delayUntil(standing -> repliesToSomething(draft))
        .delayUntil(standing -> continuesAThread(draft))
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

  /** Any living message can be the root of a thread, but one in a thread. */
  private Mono<Message> continuesAThread(Draft draft) {
    MessageId root = draft.thread();
    return root == null
        ? Mono.empty()
        : stream
            .message(draft.room(), root)
            .switchIfEmpty(Mono.error(() -> Problem.of(ProblemType.MESSAGE_NOT_FOUND)))
            .doOnNext(MessageSender::refuseAsRoot);
  }

  private static void refuseAsRoot(Message root) {
    if (root.changes() != null && root.changes().deletedAt() != null) {
      throw Problem.of(ProblemType.GONE, "This message has been deleted.");
    }
    if (root.thread() != null) {
      throw Problem.invalid(
          List.of(new FieldError("thread", "must be a message that is in no thread itself")));
    }
  }

  private Mono<Sent> write(Draft draft, Standing standing) {
    return Mono.zip(
            mentioned.in(draft.text(), draft.room(), standing),
            attaching.take(draft.room(), draft.sender().id(), draft.attachments()))
        .map(both -> message(draft, both.getT1(), both.getT2()))
        .flatMap(fresh -> write(fresh, standing))
        .onErrorMap(
            DataIntegrityViolationException.class,
            error -> draft.attachments().isEmpty() ? error : takenMeanwhile())
        .switchIfEmpty(Mono.error(() -> tooSoon(standing)));
  }

  private static Problem takenMeanwhile() {
    return Problem.of(ProblemType.CONFLICT, "One of these files has been sent already.");
  }

  private static NewMessage message(Draft draft, Called called, List<Attachment> attachments) {
    return new NewMessage(
        new MessageId(Ids.next()),
        draft.room(),
        draft.clientId(),
        draft.sender(),
        draft.text(),
        Instant.now().truncatedTo(ChronoUnit.MILLIS),
        draft.replyTo(),
        draft.thread(),
        called.users(),
        called.room(),
        attachments);
  }

  private Mono<Sent> write(NewMessage fresh, Standing standing) {
    return writer
        .write(NewEvent.sent(fresh, standing.kind(), standing.pace()))
        .map(seq -> new Sent(fresh.numbered(seq), false));
  }

  /**
   * A message that was committed before is answered even to whoever may not write any more, or a
   * sender who lost the first answer would believe that it is not there.
   */
  private static boolean mayBeRepeated(Throwable refusal) {
    return refusal instanceof Problem problem && problem.type() != ProblemType.BUSY;
  }

  /** What the stream does not take is there already, or comes too soon. */
  private static Problem tooSoon(Standing standing) {
    int pace = Objects.requireNonNullElse(standing.pace(), 1);
    return Problem.of(
            ProblemType.TOO_MANY_REQUESTS,
            "This room is in slow mode: a message every %d seconds.".formatted(pace))
        .header("Retry-After", Integer.toString(pace));
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
          ProblemType.ID_REUSED, "This clientId has already sent something else to this room.");
    }
    return new Sent(first, true);
  }
}
