package chat.backing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OutageTest {
  private ServerSocket echo;
  private Thread echoing;
  private Outage outage;

  @BeforeEach
  void start() throws IOException {
    echo = new ServerSocket(LocalPorts.free());
    echoing = Thread.ofVirtual().start(this::echoAll);
    outage = Outage.before(LocalPorts.HOST, echo.getLocalPort());
  }

  @AfterEach
  void stop() throws Exception {
    outage.close();
    leave();
  }

  /** A socket in which a thread still accepts is closed only when that thread has left it. */
  private void leave() throws Exception {
    echo.close();
    echoing.join();
  }

  @Test
  void letsEverythingThroughAtFirst() throws IOException {
    try (var client = client()) {
      assertThat(said(client, 7)).isEqualTo(7);
    }
  }

  @Test
  void cuttingEndsLiveConnectionsAndRefusesNewOnesUntilRestored() throws IOException {
    try (var client = client()) {
      said(client, 1);
      outage.cut();
      assertThatThrownBy(() -> said(client, 2))
          .isInstanceOf(IOException.class)
          .isNotInstanceOf(SocketTimeoutException.class);
      assertThatThrownBy(() -> client().close()).isInstanceOf(ConnectException.class);
    }
    outage.restore();
    try (var client = client()) {
      assertThat(said(client, 3)).isEqualTo(3);
    }
  }

  @Test
  void stallingHoldsBytesBackAndRestoringDeliversThem() throws IOException {
    try (var old = client()) {
      said(old, 1);
      outage.stall();
      try (var young = client()) {
        for (var client : new Socket[] {old, young}) {
          client.setSoTimeout(200);
          assertThatThrownBy(() -> said(client, 2)).isInstanceOf(SocketTimeoutException.class);
        }
        outage.restore();
        for (var client : new Socket[] {old, young}) {
          client.setSoTimeout(5_000);
          assertThat(client.getInputStream().read()).isEqualTo(2);
        }
      }
    }
  }

  @Test
  void cuttingDuringAStallEndsWhatWasHeld() throws IOException {
    outage.stall();
    try (var client = client()) {
      client.getOutputStream().write(1);
      outage.cut();
      assertThatThrownBy(
              () -> {
                if (client.getInputStream().read() < 0) {
                  throw new IOException("ended");
                }
              })
          .isInstanceOf(IOException.class)
          .isNotInstanceOf(SocketTimeoutException.class);
    }
  }

  @Test
  void aServerThatIsAwayLooksAwayThroughIt() throws Exception {
    leave();
    try (var client = client()) {
      assertThatThrownBy(() -> said(client, 1))
          .isInstanceOf(IOException.class)
          .isNotInstanceOf(SocketTimeoutException.class);
    }
  }

  private Socket client() throws IOException {
    var socket = new Socket(outage.host(), outage.port());
    socket.setSoTimeout(5_000);
    return socket;
  }

  private static int said(Socket client, int word) throws IOException {
    client.getOutputStream().write(word);
    var answer = client.getInputStream().read();
    if (answer < 0) {
      throw new IOException("ended");
    }
    return answer;
  }

  private void echoAll() {
    while (!echo.isClosed()) {
      try {
        var socket = echo.accept();
        Thread.ofVirtual()
            .start(
                () -> {
                  try (socket) {
                    socket.getInputStream().transferTo(socket.getOutputStream());
                  } catch (IOException e) {
                    // the outage cut it, as it should
                  }
                });
      } catch (IOException e) {
        // closed at the end of the test
      }
    }
  }
}
