package chat.messages.engine.netty;

import chat.messages.engine.Session;
import chat.messages.engine.Sessions;
import chat.messages.engine.Visitor;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaderNames;
import java.io.ByteArrayOutputStream;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/** A GET waits for what there is to tell, a POST brings what the client says. */
final class Polling {
  private final Sessions sessions;
  private final int most;

  Polling(Sessions sessions) {
    this.sessions = sessions;
    this.most = sessions.settings().maxPayload();
  }

  Publisher<Void> open(Visitor visitor, HttpServerResponse response) {
    Answer answer = new Answer();
    sessions.create(visitor).open(answer);
    return answer.writtenTo(response);
  }

  Publisher<Void> poll(Session session, HttpServerResponse response) {
    Answer answer = new Answer();
    session.poll(answer);
    return answer
        .writtenTo(response)
        .doOnError(error -> session.pollLost(answer))
        .doOnCancel(() -> session.pollLost(answer));
  }

  Publisher<Void> post(Session session, HttpServerRequest request, HttpServerResponse response) {
    Answer answer = new Answer();
    session.begin(answer);
    return body(request)
        .doOnNext(body -> session.arrived(answer, body))
        .switchIfEmpty(Mono.fromRunnable(() -> session.tooLarge(answer)))
        .then(answer.writtenTo(response))
        .doOnError(error -> session.postLost(answer))
        .doOnCancel(() -> session.postLost(answer));
  }

  /** Empty when it is larger than we said we take; the rest of it is then not kept. */
  private Mono<byte[]> body(HttpServerRequest request) {
    if (request.requestHeaders().getInt(HttpHeaderNames.CONTENT_LENGTH, 0) > most) {
      return Mono.empty();
    }
    return request
        .receive()
        .reduceWith(ByteArrayOutputStream::new, this::keep)
        .filter(body -> body.size() <= most)
        .map(ByteArrayOutputStream::toByteArray);
  }

  private ByteArrayOutputStream keep(ByteArrayOutputStream body, ByteBuf piece) {
    int room = most + 1 - body.size();
    byte[] bytes = new byte[Math.min(room, piece.readableBytes())];
    piece.readBytes(bytes);
    body.writeBytes(bytes);
    return body;
  }
}
