package chat.auth.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class MailerTest {
  private static final MailSettings SETTINGS =
      new MailSettings(
          false, "house@example.org", "http://localhost", 10, 1, Duration.ofMillis(10));

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final List<String> posted = new CopyOnWriteArrayList<>();

  @Test
  void aLetterThatCannotEvenBeWrittenDoesNotKeepTheOthersBack() {
    var mailer = new Mailer(this::post, SETTINGS, meters);
    mailer.start();
    try {
      mailer.post(letter("broken"));
      mailer.post(letter("fine"));

      await().untilAsserted(() -> assertThat(posted).containsExactly("fine"));
      assertThat(meters.get("chat.auth.letters").tag("outcome", "failed").counter().count())
          .isEqualTo(1);
    } finally {
      mailer.stop();
    }
  }

  private Mono<Void> post(Letter letter) {
    if (letter.subject().equals("broken")) {
      throw new IllegalStateException("not as a failed Mono");
    }
    return Mono.fromRunnable(() -> posted.add(letter.subject()));
  }

  private static Letter letter(String subject) {
    return new Letter("zoe@example.org", subject, "Hello", Instant.EPOCH);
  }
}
