package chat.messages.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpRange;
import org.springframework.web.reactive.function.client.WebClientResponseException;
import reactor.core.publisher.Flux;

class BucketTest {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final int MEGABYTE = 1 << 20;

  private final BucketServer server = BucketServer.shared();
  private final Bucket bucket = new Bucket(server.settings());
  private final String key = UUID.randomUUID() + ".file";

  @TempDir private Path directory;

  @Test
  void aSmallObjectComesBackWholeAndInPart() throws IOException {
    Path file = Files.writeString(directory.resolve("small"), "Bread, milk");
    bucket.put(key, file, 11).block(LONG);

    assertThat(read(null)).asString().isEqualTo("Bread, milk");
    assertThat(read(HttpRange.createByteRange(7))).asString().isEqualTo("milk");
    assertThat(read(HttpRange.createByteRange(0, 4))).asString().isEqualTo("Bread");
  }

  @Test
  void aLargeObjectIsPutTogetherOfParts() throws Exception {
    byte[] content = new byte[11 * MEGABYTE];
    new Random(5).nextBytes(content);
    bucket.put(key, Files.write(directory.resolve("large"), content), content.length).block(LONG);

    assertThat(sha256(read(null))).isEqualTo(sha256(content));
    assertThat(read(HttpRange.createByteRange(5 * MEGABYTE - 2, 5 * MEGABYTE + 1)))
        .isEqualTo(java.util.Arrays.copyOfRange(content, 5 * MEGABYTE - 2, 5 * MEGABYTE + 2));
    assertThat(server.unfinished()).isZero();
  }

  @Test
  void ofWhatFailsInTheMiddleNothingStays() throws IOException {
    Path file = directory.resolve("torn");
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(7L * MEGABYTE);
    }

    assertThatThrownBy(() -> bucket.put(key, file, 12L * MEGABYTE).block(LONG))
        .hasMessageContaining("has become shorter");
    assertThat(server.unfinished()).isZero();
    assertThat(server.keys(key)).isEmpty();
  }

  @Test
  void whatIsDeletedIsGoneAndMayBeDeletedAgain() throws IOException {
    bucket.put(key, Files.writeString(directory.resolve("small"), "Bread"), 5).block(LONG);

    bucket.delete(key).block(LONG);
    bucket.delete(key).block(LONG);

    assertThatThrownBy(() -> bucket.get(key, null).block(LONG))
        .isInstanceOf(WebClientResponseException.NotFound.class);
  }

  @Test
  void whatACrashHasLeftUnfinishedGoesToo() {
    bucket.begin(key).block(LONG);
    assertThat(server.unfinished()).isOne();

    bucket.delete(key).block(LONG);

    assertThat(server.unfinished()).isZero();
  }

  @Test
  void theServerBelievesNoOtherKey() throws IOException {
    Path file = Files.writeString(directory.resolve("small"), "Bread");
    Bucket forged = new Bucket(server.settings("another"));

    assertThatThrownBy(() -> forged.put(key, file, 5).block(LONG))
        .isInstanceOf(WebClientResponseException.Forbidden.class);
  }

  /** The example of the documentation, "Get bucket (list objects)". */
  @Test
  void signsAsTheDocumentationDoes() {
    BucketSettings settings =
        new BucketSettings(
            URI.create("https://s3.amazonaws.com"),
            "examplebucket",
            "us-east-1",
            "AKIAIOSFODNN7EXAMPLE",
            "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
            false,
            server.settings().part(),
            LONG);
    URI address = settings.address("?max-keys=2&prefix=J");
    assertThat(address).hasToString("https://examplebucket.s3.amazonaws.com/?max-keys=2&prefix=J");
    HttpHeaders headers = new HttpHeaders();
    new Signature(settings)
        .sign(
            headers,
            HttpMethod.GET,
            address,
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            java.time.Instant.parse("2013-05-24T00:00:00Z"));

    assertThat(headers.getFirst(HttpHeaders.AUTHORIZATION))
        .endsWith("Signature=34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7");
  }

  private byte[] read(@org.jspecify.annotations.Nullable HttpRange range) {
    return Objects.requireNonNull(
        bucket
            .get(key, range)
            .flatMap(
                answer ->
                    DataBufferUtils.join(
                        Objects.requireNonNullElse(answer.getBody(), Flux.empty())))
            .map(
                buffer -> {
                  byte[] bytes = new byte[buffer.readableByteCount()];
                  buffer.read(bytes);
                  DataBufferUtils.release(buffer);
                  return bytes;
                })
            .block(LONG));
  }

  private static byte[] sha256(byte[] content) throws Exception {
    return MessageDigest.getInstance("SHA-256").digest(content);
  }
}
