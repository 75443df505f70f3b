package chat.messages.read;

import chat.kit.event.Outbox;
import chat.kit.problem.FieldError;
import chat.kit.problem.Problem;
import chat.messages.room.Standing;
import chat.messages.room.Standings;
import chat.messages.write.Sockets;
import chat.wire.ProblemType;
import chat.wire.RoomId;
import chat.wire.UserId;
import chat.wire.event.MessageEvent;
import chat.wire.frame.ServerFrame;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Moves read markers, and says what is unread. */
@Component
public class Reading {
  private final Standings standings;
  private final ReadMarkers markers;
  private final Outbox outbox;
  private final TransactionalOperator transaction;
  private final Sockets sockets;

  Reading(
      Standings standings,
      ReadMarkers markers,
      Outbox outbox,
      TransactionalOperator transaction,
      Sockets sockets) {
    this.standings = standings;
    this.markers = markers;
    this.outbox = outbox;
    this.transaction = transaction;
    this.sockets = sockets;
  }

  /**
   * The room has been read up to there. A marker does not go back: a device that lags behind the
   * others changes nothing.
   */
  public Mono<Unread> read(RoomId room, UserId reader, @Nullable Long seq) {
    return standings
        .of(room, reader)
        .map(Standing::reading)
        .flatMap(standing -> markers.head(room))
        .map(head -> within(seq, head))
        .flatMap(upTo -> move(room, reader, upTo))
        .then(Mono.defer(() -> markers.unread(room, reader)))
        // removed between the two questions
        .switchIfEmpty(Mono.error(() -> Problem.of(ProblemType.NOT_A_MEMBER)));
  }

  private static long within(@Nullable Long seq, long head) {
    if (seq == null || seq < 1 || seq > head) {
      throw Problem.invalid(
          List.of(new FieldError("seq", "must be 1 to the room's head, %d".formatted(head))));
    }
    return seq;
  }

  private Mono<Boolean> move(RoomId room, UserId reader, long seq) {
    return markers
        .move(room, reader, seq)
        .filter(moved -> moved)
        .delayUntil(moved -> outbox.append(new MessageEvent.Read(room, seq, reader)))
        .as(transaction::transactional)
        .filterWhen(moved -> markers.isShown(reader))
        .delayUntil(moved -> sockets.tell(room, new ServerFrame.ChatRead(room, reader, seq)));
  }

  /** Of all rooms in which somebody is. */
  public Flux<Unread> unread(UserId member) {
    return markers.unread(member);
  }
}
