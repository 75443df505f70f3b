package chat.messages.room;

import chat.kit.problem.Problem;
import chat.messages.batch.Gathered;
import chat.wire.ProblemType;
import chat.wire.RoomId;
import chat.wire.UserId;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Asks the projection how people stand to rooms, many in one statement. Nothing is remembered, so
 * nothing has to be forgotten when somebody is thrown out.
 */
@Component
class Questions implements DisposableBean {
  private final Gathered<Question, Members.Known> questions;

  Questions(Members members, RoomSettings settings) {
    this.questions =
        new Gathered<>(
            settings.queue(),
            settings.batch(),
            settings.apart(),
            settings.patience(),
            members::standings);
  }

  record Question(RoomId room, UserId user) {}

  @Override
  public void destroy() {
    questions.dispose();
  }

  /** Empty when the projection does not know. */
  Mono<View> ask(RoomId room, UserId user) {
    return questions.ask(new Question(room, user)).map(Questions::view);
  }

  private static View view(Members.Known known) {
    View view = known.view();
    if (view == null) {
      throw Problem.of(ProblemType.ROOM_NOT_FOUND);
    }
    return view;
  }
}
