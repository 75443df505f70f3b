package chat.kit.event;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.LinkedHashSet;
import java.util.Set;
import javax.net.SocketFactory;

/**
 * Sockets to the broker that send in one go what is published together. The client flushes after
 * each event, which costs it and the broker more than the event does.
 */
final class Parcels extends SocketFactory {
  private static final ScopedValue<Set<Parcel>> OPEN = ScopedValue.newInstance();

  /**
   * What is published in here leaves when all of it is, or when it is more than a parcel holds. A
   * flush by anybody else, for a heartbeat say, sends what there is.
   */
  static <T> T together(ScopedValue.CallableOp<T, IOException> publishing) throws IOException {
    Set<Parcel> open = new LinkedHashSet<>();
    T answer = ScopedValue.where(OPEN, open).call(publishing);
    for (Parcel parcel : open) {
      parcel.flush();
    }
    return answer;
  }

  @Override
  public Socket createSocket() {
    return new Socket() {
      @Override
      public OutputStream getOutputStream() throws IOException {
        return new Parcel(super.getOutputStream());
      }
    };
  }

  @Override
  public Socket createSocket(String host, int port) {
    throw connected();
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress from, int fromPort) {
    throw connected();
  }

  @Override
  public Socket createSocket(InetAddress host, int port) {
    throw connected();
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort) {
    throw connected();
  }

  private static UnsupportedOperationException connected() {
    return new UnsupportedOperationException("The client connects by itself, with a timeout");
  }

  /** Holds back what is flushed while its thread publishes together. */
  static final class Parcel extends OutputStream {
    private static final int SIZE = 64 * 1024;

    private final OutputStream out;
    private final byte[] held = new byte[SIZE];
    private int size;

    Parcel(OutputStream out) {
      this.out = out;
    }

    @Override
    public void write(int single) throws IOException {
      write(new byte[] {(byte) single}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] bytes, int from, int length) throws IOException {
      if (length > SIZE - size) {
        send();
      }
      if (length > SIZE) {
        out.write(bytes, from, length);
      } else {
        System.arraycopy(bytes, from, held, size, length);
        size += length;
      }
    }

    @Override
    public synchronized void flush() throws IOException {
      if (OPEN.isBound()) {
        OPEN.get().add(this);
      } else {
        send();
        out.flush();
      }
    }

    @Override
    public void close() throws IOException {
      flush();
      out.close();
    }

    private void send() throws IOException {
      out.write(held, 0, size);
      size = 0;
    }
  }
}
