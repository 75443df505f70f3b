package chat.messages.attachment;

import chat.kit.problem.Problem;
import chat.messages.s3.Bucket;
import chat.wire.ProblemType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpRange;
import org.springframework.http.ReactiveHttpOutputMessage;
import org.springframework.http.ResponseEntity;
import org.springframework.web.reactive.function.client.WebClientException;
import org.springframework.web.reactive.function.client.WebClientResponseException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** The files in an S3-compatible store; on our disk they lie only while they come in. */
class BucketFiles implements FileStore {
  private static final Logger log = LoggerFactory.getLogger(BucketFiles.class);

  private final Bucket bucket;
  private final Disk disk;

  BucketFiles(Bucket bucket, Disk disk) {
    this.bucket = bucket;
    this.disk = disk;
  }

  @Override
  public Mono<Void> keep(UUID id) {
    return Flux.just(Links.Part.THUMBNAIL, Links.Part.FILE)
        .concatMap(part -> put(key(id, part), disk.path(id, part)))
        .then(disk.delete(id))
        .onErrorMap(BucketFiles::isAway, BucketFiles::away);
  }

  private Mono<Void> put(String key, Path file) {
    return Mono.fromCallable(() -> Files.size(file))
        .subscribeOn(Schedulers.boundedElastic())
        .onErrorComplete(NoSuchFileException.class) // few files have a thumbnail
        .flatMap(bytes -> bucket.put(key, file, bytes));
  }

  @Override
  public Mono<Content> open(UUID id, Links.Part part, @Nullable HttpRange range) {
    return bucket
        .get(key(id, part), range)
        .<Content>map(Received::new)
        .onErrorMap(
            WebClientResponseException.NotFound.class, e -> Problem.of(ProblemType.NOT_FOUND))
        .onErrorMap(BucketFiles::isAway, BucketFiles::away);
  }

  @Override
  public Mono<Void> delete(UUID id) {
    return Flux.fromArray(Links.Part.values())
        .concatMap(part -> bucket.delete(key(id, part)))
        .then(disk.delete(id))
        .onErrorMap(BucketFiles::isAway, BucketFiles::away);
  }

  private static String key(UUID id, Links.Part part) {
    return id + "." + part.word();
  }

  private static boolean isAway(Throwable error) {
    return error instanceof WebClientException
        || error instanceof TimeoutException
        || error instanceof IOException;
  }

  /** Why it is, its operator must know; a wrong key looks the same from outside. */
  private static Problem away(Throwable error) {
    String said =
        error instanceof WebClientResponseException answer
            ? answer.getResponseBodyAsString()
            : "nothing";
    log.error("The store of files failed: {}; it said {}", error.toString(), said);
    return Problem.of(ProblemType.UNAVAILABLE, "The store of files is away; try again.");
  }

  private record Received(ResponseEntity<Flux<DataBuffer>> answer) implements Content {
    @Override
    public long bytes() {
      return answer.getHeaders().getContentLength();
    }

    @Override
    public Mono<Void> writeTo(ReactiveHttpOutputMessage to) {
      return to.writeWith(Objects.requireNonNullElse(answer.getBody(), Flux.empty()));
    }
  }
}
