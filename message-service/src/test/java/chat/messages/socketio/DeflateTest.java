package chat.messages.socketio;

import static org.assertj.core.api.Assertions.assertThat;

import chat.messages.NodePrograms;
import org.junit.jupiter.api.Test;
import reactor.netty.DisposableServer;

/** Smaller frames for those who ask, and no way to make us inflate more than we take. */
class DeflateTest {
  @Test
  void deflatesForThoseWhoTakeIt() throws Exception {
    NodePrograms.install();
    DisposableServer server =
        EchoServer.deflating(
            new EchoServer.Settings(
                0, "/engine.io/", "/socket.io/", 25_000, 20_000, 5_000, 1_000_000),
            1_000);
    try {
      assertThat(NodePrograms.node("deflate.mjs", "http://127.0.0.1:" + server.port()))
          .isEqualTo("fine\n");
    } finally {
      server.disposeNow();
    }
  }
}
