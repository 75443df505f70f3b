package chat.messages.socketio;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThatCode;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/**
 * What wild clients have done before, and blind variations of it. {@code message-service/fuzz.sh}
 * looks for more, led by the code that is reached.
 */
class FuzzTest {
  private static final Path SEEDS = Path.of("src/test/fuzz");
  private static final Logger LOG = (Logger) LoggerFactory.getLogger("chat.messages.engine");
  private static final int VARIATIONS = 20_000;

  /** It says of each session why it has ended. */
  @BeforeAll
  static void beQuiet() {
    LOG.setLevel(Level.ERROR);
  }

  @AfterAll
  static void speakAgain() {
    LOG.setLevel(null);
  }

  @Test
  void withstandsWildClients() throws IOException {
    List<byte[]> seeds = seeds();
    for (byte[] seed : seeds) {
      withstands(seed);
    }
    Random random = new Random(1);
    for (int i = 0; i < VARIATIONS; i++) {
      byte[] input = seeds.get(random.nextInt(seeds.size())).clone();
      withstands(varied(input, seeds.get(random.nextInt(seeds.size())), random));
    }
  }

  private static List<byte[]> seeds() throws IOException {
    try (Stream<Path> files = Files.list(SEEDS)) {
      return files.sorted().map(FuzzTest::read).toList();
    }
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void withstands(byte[] input) {
    assertThatCode(() -> FuzzedSession.fuzzerTestOneInput(input))
        .as(() -> new String(input, ISO_8859_1))
        .doesNotThrowAnyException();
  }

  /** A few bytes changed, and a piece of another one put in. */
  private static byte[] varied(byte[] input, byte[] other, Random random) {
    for (int changes = random.nextInt(4); changes > 0 && input.length > 0; changes--) {
      input[random.nextInt(input.length)] = (byte) random.nextInt(256);
    }
    String text = new String(input, ISO_8859_1);
    String donor = new String(other, ISO_8859_1);
    int at = random.nextInt(text.length() + 1);
    int from = random.nextInt(donor.length() + 1);
    int to = from + random.nextInt(donor.length() - from + 1);
    int after = Math.min(text.length(), at + random.nextInt(8));
    return (text.substring(0, at) + donor.substring(from, to) + text.substring(after))
        .getBytes(ISO_8859_1);
  }
}
