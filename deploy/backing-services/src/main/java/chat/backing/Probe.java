package chat.backing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.rabbitmq.client.Connection;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Locale;
import java.util.concurrent.TimeoutException;

/** Whether a server really answers to the login we have for it. */
final class Probe {
  private static final int PATIENCE_MS = 3_000;

  private Probe() {}

  static String redis(Redis redis) throws IOException {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(redis.host(), redis.port()), PATIENCE_MS);
      socket.setSoTimeout(PATIENCE_MS);
      var answers = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
      if (!redis.password().isEmpty()) {
        ask(socket, answers, "+OK", "AUTH", redis.user(), redis.password());
      }
      return ask(socket, answers, "+PONG", "PING");
    }
  }

  private static String ask(Socket socket, BufferedReader in, String expected, String... words)
      throws IOException {
    var request = new StringBuilder("*" + words.length + "\r\n");
    for (var word : words) {
      request.append("$%d\r\n%s\r\n".formatted(word.getBytes(UTF_8).length, word));
    }
    socket.getOutputStream().write(request.toString().getBytes(UTF_8));
    var answer = in.readLine();
    if (!expected.equals(answer)) {
      throw new IOException(words[0] + " was answered with " + answer);
    }
    return answer;
  }

  static Amqp.Kind amqp(Amqp amqp) throws IOException, TimeoutException {
    var factory = amqp.connectionFactory();
    factory.setConnectionTimeout(PATIENCE_MS);
    factory.setAutomaticRecoveryEnabled(false);
    try (Connection connection = factory.newConnection("probe")) {
      var product = String.valueOf(connection.getServerProperties().get("product"));
      return product.toLowerCase(Locale.ROOT).contains("rabbitmq")
          ? Amqp.Kind.RABBITMQ
          : Amqp.Kind.QPID;
    }
  }
}
