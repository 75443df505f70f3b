package chat.kit.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import chat.kit.small.SmallService;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

/** A client that does not wait for an answer before it asks again, as browsers nearly do. */
class NextRequestsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final DisposableServer server =
      new NextRequests()
          .apply(HttpServer.create().host("127.0.0.1"))
          .route(
              routes ->
                  routes
                      .get("/late", (asked, answer) -> answer.sendString(late()))
                      .get("/now", (asked, answer) -> answer.sendString(Mono.just("now"))))
          .bindNow(PATIENCE);

  @AfterEach
  void stop() {
    server.disposeNow(PATIENCE);
  }

  @Test
  void areReadAfterOneThatHadToWaitAndWasThenAnsweredAtOnce() throws IOException {
    try (Socket connection = new Socket(server.host(), server.port())) {
      BufferedReader answers = answers(connection);
      ask(connection, "/late", "/now");
      assertThat(answer(answers)).isEqualTo("late");
      assertThat(answer(answers)).isEqualTo("now");
      ask(connection, "/now");
      assertThat(answer(answers)).isEqualTo("now");
    }
  }

  @Test
  void areReadOnTheManagementPortToo() throws IOException {
    try (var service = SmallService.start(SmallService.MANAGED_APART);
        var connection = new Socket(server.host(), SmallService.managementPort(service))) {
      BufferedReader answers = answers(connection);
      ask(connection, "/actuator/health", "/actuator/deadletters");
      assertThat(answer(answers)).contains("UP");
      assertThat(answer(answers)).contains("/problems/unauthenticated");
      ask(connection, "/actuator/deadletters");
      assertThat(answer(answers)).contains("/problems/unauthenticated");
    }
  }

  private static Mono<String> late() {
    return Mono.delay(Duration.ofMillis(50)).thenReturn("late");
  }

  private static BufferedReader answers(Socket connection) throws IOException {
    connection.setSoTimeout((int) PATIENCE.toMillis());
    return new BufferedReader(new InputStreamReader(connection.getInputStream(), UTF_8));
  }

  private static void ask(Socket connection, String... paths) throws IOException {
    StringBuilder words = new StringBuilder();
    for (String path : paths) {
      words.append("GET %s HTTP/1.1\r\nHost: localhost\r\n\r\n".formatted(path));
    }
    connection.getOutputStream().write(words.toString().getBytes(UTF_8));
  }

  /** The next answer's body. */
  private static String answer(BufferedReader answers) throws IOException {
    int length = 0;
    for (String line = answers.readLine(); !line.isEmpty(); line = answers.readLine()) {
      if (line.toLowerCase(Locale.ROOT).startsWith("content-length: ")) {
        length = Integer.parseInt(line.substring("content-length: ".length()));
      }
    }
    StringBuilder body = new StringBuilder();
    while (body.length() < length) {
      body.append((char) answers.read());
    }
    return body.toString();
  }
}
