package chat.messages.s3;

import io.netty.channel.ChannelOption;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpRange;
import org.springframework.http.ResponseEntity;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientRequestException;
import org.springframework.web.reactive.function.client.WebClientResponseException;
import org.springframework.web.util.UriUtils;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.http.client.HttpClient;
import reactor.util.retry.Retry;

/**
 * The objects of one bucket. A request that the store could not serve is made again before it
 * fails: each may be repeated, and what it sends lies on our disk.
 */
public final class Bucket {
  private static final String NOTHING = Signature.hex(Signature.sha256().digest());
  private static final Retry AGAIN =
      Retry.backoff(2, Duration.ofMillis(100))
          .filter(Bucket::mayPass)
          .onRetryExhaustedThrow((retry, signal) -> signal.failure());

  private final BucketSettings settings;
  private final Signature signature;
  private final WebClient http;

  public Bucket(BucketSettings settings) {
    this.settings = settings;
    this.signature = new Signature(settings);
    this.http =
        WebClient.builder()
            .clientConnector(
                new ReactorClientHttpConnector(
                    HttpClient.create()
                        .option(
                            ChannelOption.CONNECT_TIMEOUT_MILLIS,
                            (int) settings.patience().toMillis())))
            .build();
  }

  /** A large file goes there in parts; when one of them fails, nothing of it stays. */
  public Mono<Void> put(String key, Path file, long bytes) {
    List<Piece> pieces = Piece.of(file, bytes, settings.part().toBytes());
    return pieces.size() == 1
        ? put(settings.address(key), pieces.getFirst()).then()
        : Mono.usingWhen(
            begin(key),
            upload ->
                Flux.range(1, pieces.size())
                    .concatMap(
                        number ->
                            put(
                                part(key, upload, number),
                                Objects.requireNonNull(pieces.get(number - 1))))
                    .collectList()
                    .flatMap(tags -> complete(key, upload, tags)),
            upload -> Mono.empty(),
            (upload, error) -> abort(key, upload),
            upload -> abort(key, upload));
  }

  /** The object or that part of it, with its length; the content must be subscribed to. */
  public Mono<ResponseEntity<Flux<DataBuffer>>> get(String key, @Nullable HttpRange range) {
    URI address = settings.address(key);
    return request(HttpMethod.GET, address, NOTHING)
        .headers(
            headers -> {
              if (range != null) {
                headers.setRange(List.of(range));
              }
            })
        .retrieve()
        .toEntityFlux(DataBuffer.class)
        .timeout(settings.patience())
        .retryWhen(AGAIN);
  }

  /** It may be gone already; what had begun to be put there goes too. */
  public Mono<Void> delete(String key) {
    return answer(request(HttpMethod.DELETE, settings.address(key), NOTHING))
        .then(Mono.defer(() -> begun(key)))
        .flatMapIterable(uploads -> uploads)
        .concatMap(upload -> abort(key, upload))
        .then();
  }

  private Mono<List<String>> begun(String key) {
    URI address = settings.address("?prefix=" + encoded(key) + "&uploads=");
    return answer(request(HttpMethod.GET, address, NOTHING))
        .map(answer -> Answers.all("UploadId", body(answer)));
  }

  /** The store's name for what is put together there. */
  Mono<String> begin(String key) {
    return answer(request(HttpMethod.POST, settings.address(key + "?uploads="), NOTHING))
        .map(answer -> Answers.all("UploadId", body(answer)).getFirst());
  }

  private URI part(String key, String upload, int number) {
    return settings.address("%s?partNumber=%d&uploadId=%s".formatted(key, number, encoded(upload)));
  }

  /** The store's word for what has come. */
  private Mono<String> put(URI address, Piece piece) {
    return Mono.fromCallable(piece::sha256)
        .subscribeOn(Schedulers.boundedElastic())
        .flatMap(sha256 -> answer(request(HttpMethod.PUT, address, sha256).body(piece.body())))
        .map(answer -> Objects.requireNonNullElse(answer.getHeaders().getETag(), ""));
  }

  private Mono<Void> complete(String key, String upload, List<String> tags) {
    String parts =
        IntStream.range(0, tags.size())
            .mapToObj(
                i ->
                    "<Part><PartNumber>%d</PartNumber><ETag>%s</ETag></Part>"
                        .formatted(i + 1, tags.get(i)))
            .collect(
                Collectors.joining("", "<CompleteMultipartUpload>", "</CompleteMultipartUpload>"));
    String sha256 =
        Signature.hex(Signature.sha256().digest(parts.getBytes(StandardCharsets.UTF_8)));
    URI address = settings.address(key + "?uploadId=" + encoded(upload));
    return answer(request(HttpMethod.POST, address, sha256).bodyValue(parts))
        .map(Bucket::body)
        .filter(Answers::isError)
        .flatMap(
            error -> Mono.error(new IOException("The store did not put it together: " + error)));
  }

  private Mono<Void> abort(String key, String upload) {
    URI address = settings.address(key + "?uploadId=" + encoded(upload));
    return answer(request(HttpMethod.DELETE, address, NOTHING))
        .then()
        // it is complete, or another node was faster
        .onErrorComplete(WebClientResponseException.NotFound.class);
  }

  private WebClient.RequestBodySpec request(HttpMethod method, URI address, String sha256) {
    return http.method(method)
        .uri(address)
        .headers(headers -> signature.sign(headers, method, address, sha256, Instant.now()));
  }

  private Mono<ResponseEntity<String>> answer(WebClient.RequestHeadersSpec<?> request) {
    return request.retrieve().toEntity(String.class).timeout(settings.patience()).retryWhen(AGAIN);
  }

  private static boolean mayPass(Throwable error) {
    return error instanceof WebClientRequestException
        || (error instanceof WebClientResponseException answer
            && answer.getStatusCode().is5xxServerError());
  }

  private static String body(ResponseEntity<String> answer) {
    return Objects.requireNonNullElse(answer.getBody(), "");
  }

  private static String encoded(String value) {
    return UriUtils.encode(value, StandardCharsets.UTF_8);
  }
}
