package chat.messages.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import chat.kit.testing.TestIdentity;
import chat.messages.MessagesTest;
import chat.wire.RoomId;
import chat.wire.RoomKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The client from npm, as it is, run by the machine's Node. */
class RealClientTest extends MessagesTest {
  private static final Path SOURCES = Path.of("src/test/node");
  private static final Path HOME = Path.of("target/node");

  @LocalServerPort private int here;

  @BeforeAll
  static void installClient() throws Exception {
    assumeTrue(
        isThere("node") && isThere("npm"),
        "skipped: node and npm are not on the PATH, so the real socket.io-client cannot run");
    Files.createDirectories(HOME);
    for (String file :
        List.of("package.json", "package-lock.json", ".npmrc", "client.mjs", "families.mjs")) {
      Files.copy(SOURCES.resolve(file), HOME.resolve(file), StandardCopyOption.REPLACE_EXISTING);
    }
    if (!Files.exists(HOME.resolve("node_modules/socket.io-client"))) {
      run("npm", "ci", "--prefer-offline", "--loglevel=error");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"polling", "websocket", "polling,websocket"})
  void isServed(String transports) throws Exception {
    rooms.open(room, RoomKind.PRIVATE, ada);
    String token = TestIdentity.shared().token(ada.id(), ada.name());

    String said =
        run("node", "client.mjs", "http://127.0.0.1:" + here, transports, token, room.toString());

    assertThat(said).isEqualTo("fine\n");
  }

  /** What clients of earlier servers do, without a line of theirs changed. */
  @ParameterizedTest
  @ValueSource(strings = {"polling", "websocket"})
  void isServedInTheWordsOfEarlierServers(String transports) throws Exception {
    rooms.open(RoomId.GLOBAL, RoomKind.GLOBAL, ada);
    String token = TestIdentity.shared().token(ada.id(), ada.name());

    String said = run("node", "families.mjs", "http://127.0.0.1:" + here, transports, token);

    assertThat(said).isEqualTo("fine\n");
  }

  private static boolean isThere(String program) {
    try {
      return new ProcessBuilder(program, "--version").start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static String run(String... command) throws Exception {
    Process process =
        new ProcessBuilder(command).directory(HOME.toFile()).redirectErrorStream(true).start();
    try {
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).as(said).isZero();
      return said;
    } finally {
      process.destroyForcibly();
    }
  }
}
