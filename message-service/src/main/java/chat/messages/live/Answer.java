package chat.messages.live;

import chat.kit.problem.Problem;
import chat.messages.socketio.Reply;
import chat.wire.frame.Ack;
import chat.wire.frame.Result;
import chat.wire.frame.ServerFrame;
import java.util.List;
import java.util.function.Consumer;

/** How a client hears what became of its event, whether it has asked for that or not. */
final class Answer implements Consumer<Result> {
  private final LiveSocket socket;
  private final String event;
  private final Reply reply;

  Answer(LiveSocket socket, String event, Reply reply) {
    this.socket = socket;
    this.event = event;
    this.reply = reply;
  }

  @Override
  public void accept(Result result) {
    reply.send(List.of(Answers.done(result)));
  }

  /** A refusal is told even to whoever has not asked. */
  void refused(Throwable error) {
    Problem problem = Answers.problem(error);
    if (reply.equals(Reply.NOT_WANTED)) {
      socket.tell(
          new ServerFrame.Refused(
              event, new Ack.Refusal(problem.type(), problem.type().title(), problem.detail())));
    } else {
      reply.send(List.of(Answers.refused(problem)));
    }
  }
}
