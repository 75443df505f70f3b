package chat.messages.engine.netty;

import chat.messages.engine.Poll;
import chat.messages.engine.Post;
import chat.messages.engine.Refusal;
import io.netty.handler.codec.http.HttpHeaderNames;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.netty.http.server.HttpServerResponse;

/** What a polling request will be answered, as soon as its session knows. */
final class Answer implements Poll, Post {
  private static final byte[] OK = "ok".getBytes(StandardCharsets.UTF_8);

  private final Sinks.One<Function<HttpServerResponse, Publisher<Void>>> known = Sinks.one();

  @Override
  public void answer(byte[] payload) {
    known.tryEmitValue(response -> send(response, payload));
  }

  @Override
  public void taken() {
    answer(OK);
  }

  @Override
  public void refuse(Refusal refusal) {
    known.tryEmitValue(response -> EngineEndpoint.refuse(response, refusal));
  }

  Mono<Void> writtenTo(HttpServerResponse response) {
    return known.asMono().flatMap(writing -> Mono.from(writing.apply(response)));
  }

  private static Publisher<Void> send(HttpServerResponse response, byte[] payload) {
    return response
        .header(HttpHeaderNames.CONTENT_TYPE, "text/plain; charset=UTF-8")
        .header(HttpHeaderNames.CACHE_CONTROL, "no-store")
        .header(HttpHeaderNames.CONTENT_LENGTH, String.valueOf(payload.length))
        .sendByteArray(Mono.just(payload));
  }
}
