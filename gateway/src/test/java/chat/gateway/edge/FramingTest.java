package chat.gateway.edge;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import chat.gateway.testing.GatewayTest;
import chat.gateway.testing.StandIns;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

/** Where a request ends is never a matter of opinion, and nobody may take for ever to send one. */
@GatewayTest
@TestPropertySource(
    properties = {
      "chat.gateway.edge.head=1s",
      "chat.gateway.edge.body=500ms",
      "chat.gateway.largest=64KB"
    })
class FramingTest {
  private static final String LOGIN = "POST /api/v1/auth/login HTTP/1.1\nHost: localhost\n";

  private final int port;

  FramingTest(@LocalServerPort int port) {
    this.port = port;
  }

  @BeforeEach
  void allWell() {
    StandIns.allWell();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 4\nContent-Length: 5\n\nabcde",
        "Content-Length: 4, 5\n\nabcde",
        "Content-Length: -1\n\n",
        "Content-Length: +4\n\nabcd",
        "Content-Length: 0x4\n\nabcd",
        "Content-Length : 4\n\nabcd",
        "Content-Length: 99999999999999999999\n\nabcd",
        "Transfer-Encoding: chunked\nContent-Length: 4\n\n0\n\n",
        "Transfer-Encoding: chunked, identity\n\n0\n\n",
        "Transfer-Encoding: xchunked\n\n0\n\n",
        "Transfer-Encoding: identity\nContent-Length: 4\n\nabcd",
      })
  void refusesABodyWhoseEndIsInDoubt(String rest) throws IOException {
    int before = StandIns.AUTH.asked();

    String answer = say(LOGIN + rest);

    assertThat(answer).startsWith("HTTP/1.1 400 ").containsOnlyOnce("HTTP/1.1 ");
    assertThat(StandIns.AUTH.asked()).isEqualTo(before);
  }

  /** The service may have been told of it by then, but never gets to its end. */
  @ParameterizedTest
  @ValueSource(strings = {"zz\nabcd\n0\n\n", "-4\nabcd\n0\n\n", "4\nabcdefgh\n0\n\n"})
  void refusesABodyInBrokenChunks(String chunks) throws IOException {
    assertThat(say(LOGIN + "Transfer-Encoding: chunked\n\n" + chunks))
        .doesNotStartWith("HTTP/1.1 2")
        .doesNotContain("\nHTTP/1.1 ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Transfer-Encoding: chunked\nContent-Length: 4\n\n0\n\nGET /internal/guests HTTP/1.1\nHost: x\n\n",
        "Content-Length: 4\nContent-Length: 60\n\nabcdGET /internal/guests HTTP/1.1\nHost: x\n\n",
        "Transfer-Encoding: chunked\n\n0\nX: y\n\nGET /internal/guests HTTP/1.1\nHost: x\n\n"
      })
  void noRequestHidesInTheBodyOfAnother(String rest) throws IOException {
    int before = StandIns.AUTH.asked();

    String answer = say(LOGIN + rest);

    assertThat(answer).doesNotContain("\"uri\":\"/internal");
    assertThat(StandIns.AUTH.asked()).isLessThanOrEqualTo(before + 1);
  }

  /** What is about one connection goes no further than its other end, in both directions. */
  @Test
  void whatIsSaidOfOneConnectionStaysThere() throws IOException {
    String answer =
        say(
            LOGIN
                + "Connection: close, X-Of-The-Client\nX-Of-The-Client: for the gateway\n"
                + "Keep-Alive: timeout=5\nProxy-Connection: keep-alive\nTE: trailers\n"
                + "Proxy-Authorization: Basic eA==\nX-For-All: from the client\n"
                + "Content-Length: 0\n\n");

    assertThat(answer)
        .startsWith("HTTP/1.1 200 ")
        .contains("X-For-All: from the service", "\"X-For-All\":\"from the client\"")
        .doesNotContain("for the gateway", "X-Of-The", "timeout=5", "Basic")
        .doesNotContainIgnoringCase("\"Proxy-Connection\"", "\"TE\"");
  }

  @Test
  void refusesAnEndlessHeadAndAnEndlessAddress() throws IOException {
    String header = "X: " + "x".repeat(100) + "\n";
    assertThat(say(LOGIN + header.repeat(1_000) + "\n")).startsWith("HTTP/1.1 431 ");
    assertThat(say("GET /" + "x".repeat(10_000) + " HTTP/1.1\nHost: localhost\n\n"))
        .startsWith("HTTP/1.1 414 ");
  }

  @Test
  void refusesABodyThatIsTooLargeAsAnnouncedOrAsItComes() throws IOException {
    String fits = "x".repeat(64 << 10);
    assertThat(say(LOGIN + "Content-Length: 65536\nConnection: close\n\n" + fits))
        .startsWith("HTTP/1.1 200 ");
    int before = StandIns.AUTH.asked();
    assertThat(say(LOGIN + "Content-Length: 65537\n\n"))
        .startsWith("HTTP/1.1 413 ")
        .contains("/problems/payload-too-large");
    assertThat(StandIns.AUTH.asked()).isEqualTo(before);
    assertThat(say(LOGIN + "Transfer-Encoding: chunked\n\n10001\n" + fits + "x\n0\n\n"))
        .startsWith("HTTP/1.1 413 ");
  }

  @Test
  void doesNotWaitForABodyThatStandsStill() throws IOException {
    assertThat(say(LOGIN + "Content-Length: 10\n\nabc"))
        .startsWith("HTTP/1.1 400 ")
        .contains("Nothing more of the body came");
  }

  @Test
  void doesNotWaitForAHeadThatComesByteByByte() throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(50);
      long began = System.nanoTime();
      socket.getOutputStream().write("GET / HTTP/1.1\r\nX: ".getBytes(ISO_8859_1));
      while (isOpen(socket)) {
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(10));
      }
    }
  }

  /** Sends one byte more and listens for a moment. */
  private static boolean isOpen(Socket socket) {
    try {
      socket.getOutputStream().write('x');
      return socket.getInputStream().read() >= 0;
    } catch (SocketTimeoutException e) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** All that is answered until the connection ends, or nothing more comes. */
  private String say(String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(1_000);
      socket.getOutputStream().write(request.replace("\n", "\r\n").getBytes(ISO_8859_1));
      var answer = new StringBuilder();
      try {
        var in = socket.getInputStream();
        for (int next = in.read(); next >= 0; next = in.read()) {
          answer.append((char) next);
        }
      } catch (IOException e) {
        // nothing more comes
      }
      return answer.toString();
    }
  }
}
