package chat.kit.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import chat.kit.small.KitTest;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A client that does not wait for the end of an answer before it asks again. */
@KitTest
class NextRequestsTest {
  private static final int ENOUGH = 20_000;
  private final int port;

  NextRequestsTest(@LocalServerPort int port) {
    this.port = port;
  }

  @Test
  void areReadHoweverEarlyTheOneBeforeCame() throws IOException {
    for (int i = 0; i < 50; i++) {
      try (Socket connection = new Socket(InetAddress.getLoopbackAddress(), port)) {
        connection.setSoTimeout(ENOUGH);
        // two at once: the second waits until the first is answered, and is then refused at once
        ask(connection, "/open");
        ask(connection, "/me");
        assertThat(answer(connection)).contains("200");
        assertThat(answer(connection)).contains("401");
        ask(connection, "/me");
        assertThat(answer(connection)).contains("401");
      }
    }
  }

  private static void ask(Socket connection, String path) throws IOException {
    connection
        .getOutputStream()
        .write("GET %s HTTP/1.1\r\nHost: localhost\r\n\r\n".formatted(path).getBytes(UTF_8));
  }

  /** The first line of the next answer, which is read to its end. */
  private static String answer(Socket connection) throws IOException {
    InputStream in = connection.getInputStream();
    String first = line(in);
    int length = 0;
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      if (line.toLowerCase(java.util.Locale.ROOT).startsWith("content-length:")) {
        length = Integer.parseInt(line.substring(line.indexOf(':') + 1).strip());
      }
    }
    in.skipNBytes(length);
    return first;
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new IOException("The connection was closed");
      }
      line.append((char) c);
    }
    return line.toString().strip();
  }
}
