package chat.messages.attachment;

import static org.assertj.core.api.Assertions.assertThat;

import chat.messages.s3.BucketServer;
import chat.wire.Attachment;
import chat.wire.ProblemType;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;

class AttachmentsInBucketTest extends AttachmentsContract {
  private static final int LARGE = 12 << 20;

  private final BucketServer server = BucketServer.shared();

  @Override
  ChosenStore.Kind store() {
    return ChosenStore.Kind.BUCKET;
  }

  @Test
  void ofALargeFileNothingStaysOnOurDisk() throws IOException {
    byte[] content = new byte[LARGE];
    new Random(1).nextBytes(content);
    content[0] = 0;
    Attachment file = uploaded(ada, "noise", "application/octet-stream", content);

    assertThat(filesOnDisk(file.id())).isZero();
    assertThat(filesOf(file.id())).isOne();
    anonymous()
        .get()
        .uri(links(ada, file.id()).file())
        .header(HttpHeaders.RANGE, "bytes=5242870-5242890")
        .exchange()
        .expectBody(byte[].class)
        .isEqualTo(Arrays.copyOfRange(content, 5_242_870, 5_242_891));
  }

  @Test
  void whileTheStoreIsAwayNothingIsTakenAndNothingLost() {
    Attachment file = uploaded(ada, "shopping.txt", "text/plain", new byte[] {'m', 'i', 'l', 'k'});
    String link = links(ada, file.id()).file();
    server.outage().cut();
    try {
      refused(
          upload(ada, "more.txt", "text/plain", new byte[] {'t', 'e', 'a'}),
          ProblemType.UNAVAILABLE);
      refused(follow(link), ProblemType.UNAVAILABLE);
    } finally {
      server.outage().restore();
    }
    follow(link).expectStatus().isOk().expectBody(String.class).isEqualTo("milk");
  }
}
