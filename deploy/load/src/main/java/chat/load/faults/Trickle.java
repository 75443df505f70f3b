package chat.load.faults;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/** A network over which a client hears a kilobyte a second, and says as much as it likes. */
final class Trickle implements AutoCloseable {
  private static final int PIECE = 128;
  private static final Duration PAUSE = Duration.ofMillis(125);
  private static final int WINDOW = 4 * 1024;
  private static final int AT_ONCE = 64 * 1024;

  private final InetSocketAddress server;
  private final ServerSocket door;
  private final Set<Closeable> open = ConcurrentHashMap.newKeySet();
  private volatile boolean wide;

  Trickle(int port) throws IOException {
    InetAddress here = InetAddress.getLoopbackAddress();
    server = new InetSocketAddress(here, port);
    door = new ServerSocket(0, 0, here);
    open.add(door);
    Thread.ofVirtual().start(this::accept);
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + door.getLocalPort());
  }

  /** From here on it lets through what comes. */
  void widen() {
    wide = true;
  }

  @Override
  public void close() {
    open.forEach(Trickle::close);
  }

  private void accept() {
    while (!door.isClosed()) {
      try {
        Socket client = door.accept();
        Socket behind = new Socket();
        open.add(client);
        open.add(behind);
        behind.setReceiveBufferSize(WINDOW);
        behind.connect(server);
        Thread.ofVirtual().start(() -> copy(client, behind, false));
        Thread.ofVirtual().start(() -> copy(behind, client, true));
      } catch (IOException e) {
        // the server is away or the door was closed: the loop sees it
      }
    }
  }

  private void copy(Socket from, Socket to, boolean slowly) {
    byte[] buffer = new byte[AT_ONCE];
    try {
      int read = 0;
      while (read >= 0) {
        boolean little = slowly && !wide;
        to.getOutputStream().write(buffer, 0, read);
        if (little) {
          LockSupport.parkNanos(PAUSE.toNanos());
        }
        read = from.getInputStream().read(buffer, 0, little ? PIECE : AT_ONCE);
      }
    } catch (IOException e) {
      // one side is gone, so the other goes too
    }
    close(from);
    close(to);
  }

  private static void close(Closeable socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
