package chat.messages.socketio;

import static org.assertj.core.api.Assertions.assertThat;

import chat.messages.NodePrograms;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import reactor.netty.DisposableServer;

/** The rules of both protocols, tried from outside by Node. */
class ConformanceTest {
  @BeforeAll
  static void install() throws Exception {
    NodePrograms.install();
  }

  /** Slower than for the public suites, and many at once: a build shares its machine. */
  @Test
  void keepsTheRulesOfBothProtocols() throws Exception {
    DisposableServer server =
        EchoServer.start(
            new EchoServer.Settings(0, "/engine.io/", "/socket.io/", 1000, 3000, 5000, 1_000_000));
    String times =
        """
        {"interval": 1000, "timeout": 3000, "connect": 5000, "slack": 5000, "atOnce": 8}""";
    try {
      assertThat(
              NodePrograms.node("conformance.mjs", "http://127.0.0.1:" + server.port(), "1", times))
          .contains("134 of 134 rules hold");
    } finally {
      server.disposeNow();
    }
  }
}
