package chat.messages.engine;

import chat.messages.socketio.EchoServer;
import reactor.netty.DisposableServer;

/** Raw Engine.IO echo, patient enough for a busy machine. */
abstract class EngineTest {
  private static final DisposableServer SERVER =
      EchoServer.start(
          new EchoServer.Settings(0, "/engine.io/", "/socket.io/", 400, 5000, 2000, 1000));

  final Peer peer = new Peer("127.0.0.1:" + SERVER.port() + "/engine.io/");
}
