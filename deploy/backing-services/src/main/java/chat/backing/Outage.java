package chat.backing;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Stands between a client and a server, and fails on demand as networks do. */
public final class Outage implements AutoCloseable {
  private final InetSocketAddress server;
  private final int port = LocalPorts.free();
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final Gate gate = new Gate();
  private @Nullable Door door;

  private Outage(InetSocketAddress server) {
    this.server = server;
  }

  /** Lets everything through until told otherwise. */
  public static Outage before(String host, int port) {
    var outage = new Outage(new InetSocketAddress(host, port));
    outage.restore();
    return outage;
  }

  public String host() {
    return LocalPorts.HOST;
  }

  public int port() {
    return port;
  }

  /** The server is gone: live connections are reset and new ones refused. */
  public synchronized void cut() {
    if (door != null) {
      door.shut();
      door = null;
    }
    sockets.forEach(Outage::reset);
    sockets.clear();
    gate.open();
  }

  /** The server hangs: connections are accepted and stay, but no byte moves. */
  public synchronized void stall() {
    gate.shut();
    openDoor();
  }

  /** All is well again; what a stall held back arrives now. */
  public synchronized void restore() {
    gate.open();
    openDoor();
  }

  @Override
  public void close() {
    cut();
  }

  private void openDoor() {
    if (door != null) {
      return;
    }
    try {
      var opened = new ServerSocket();
      opened.bind(new InetSocketAddress(InetAddress.ofLiteral(LocalPorts.HOST), port));
      var porter = Thread.ofVirtual().name("outage-" + port).start(() -> acceptAll(opened));
      door = new Door(opened, porter);
    } catch (IOException e) {
      throw new UncheckedIOException("Port " + port + " of the outage was taken meanwhile", e);
    }
  }

  private void acceptAll(ServerSocket through) {
    while (!through.isClosed()) {
      try {
        var client = through.accept();
        Thread.ofVirtual().start(() -> connect(through, client));
      } catch (IOException e) {
        // closed by cut(): the loop sees it
      }
    }
  }

  private void connect(ServerSocket through, Socket client) {
    var behind = new Socket();
    if (!admitted(through, client, behind)) {
      return;
    }
    try {
      gate.pass();
      behind.connect(server);
      var answers = Thread.ofVirtual().start(() -> copy(behind, client));
      copy(client, behind);
      answers.join();
    } catch (IOException | InterruptedException e) {
      // the server is away, or cut() was faster: the client learns it below
    }
    forget(client);
    forget(behind);
  }

  private synchronized boolean admitted(ServerSocket through, Socket client, Socket behind) {
    if (through.isClosed()) {
      close(client);
      return false;
    }
    sockets.add(client);
    sockets.add(behind);
    return true;
  }

  private void copy(Socket from, Socket to) {
    try {
      var buffer = new byte[16 * 1024];
      for (int read; (read = from.getInputStream().read(buffer)) >= 0; ) {
        gate.pass();
        to.getOutputStream().write(buffer, 0, read);
      }
      to.shutdownOutput(); // the other direction may still have something to say
    } catch (IOException e) {
      forget(from);
      forget(to);
    }
  }

  private void forget(Socket socket) {
    sockets.remove(socket);
    close(socket);
  }

  /** As a crashed server ends a connection: a polite end would be another failure. */
  private static void reset(Socket socket) {
    try {
      socket.setOption(StandardSocketOptions.SO_LINGER, 0);
    } catch (IOException e) {
      // it ended by itself at this very moment
    }
    close(socket);
  }

  private static void close(Closeable socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private record Door(ServerSocket socket, Thread porter) {
    /** A socket in which a thread still accepts is closed only when that thread has left it. */
    void shut() {
      close(socket);
      try {
        porter.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Where bytes wait during a stall. */
  private static final class Gate {
    private boolean shut;

    synchronized void shut() {
      shut = true;
    }

    synchronized void open() {
      shut = false;
      notifyAll();
    }

    synchronized void pass() throws IOException {
      while (shut) {
        try {
          wait();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new IOException(e);
        }
      }
    }
  }
}
