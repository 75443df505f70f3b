package chat.load.broadcast;

import chat.load.socket.Crowd;
import chat.load.socket.Memory;
import chat.load.socket.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Who does the job. */
enum Contender {
  CORE {
    @Override
    List<String> command(int port, String redis, int deflate) throws IOException {
      return List.of(
          Path.of(System.getProperty("java.home"), "bin", "java").toString(),
          "--enable-native-access=ALL-UNNAMED",
          "-XX:+UseSerialGC",
          "-XX:+UseCompactObjectHeaders",
          "-Xmx256m",
          "-cp",
          Files.readString(Path.of("target/core.classpath")),
          "chat.messages.socketio.RoomServer",
          Integer.toString(port),
          redis,
          Integer.toString(deflate));
    }

    @Override
    long weigh(ServerProcess server, Crowd crowd) {
      return Memory.live(server.pid());
    }
  },

  NODE {
    @Override
    List<String> command(int port, String redis, int deflate) {
      return List.of(
          "node",
          "--expose-gc",
          NodePackages.program("broadcast.mjs").toString(),
          Integer.toString(port),
          redis,
          Integer.toString(deflate));
    }

    @Override
    long weigh(ServerProcess server, Crowd crowd)
        throws InterruptedException, ExecutionException, TimeoutException {
      String answer = crowd.member(0).ask("[\"weigh\"]").get(30, TimeUnit.SECONDS);
      return Long.parseLong(answer.replaceAll("^0|\\D", ""));
    }
  };

  /**
   * @param deflate bytes from which on messages are deflated; none is when it is 0
   */
  abstract List<String> command(int port, String redis, int deflate) throws IOException;

  /** Bytes that live in it after its garbage is gone. */
  abstract long weigh(ServerProcess server, Crowd crowd) throws Exception;

  ServerProcess start(int core, int port, String redis, int deflate) throws IOException {
    return ServerProcess.start(core, command(port, redis, deflate), Map.of(), "ready");
  }
}
