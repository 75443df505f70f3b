package chat.gateway.tunnel;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Locale;
import java.util.stream.Collectors;

/** A handshake written by hand. */
final class RawUpgrade {
  private RawUpgrade() {}

  /** The head of the answer, in small letters. */
  static String answer(int port, String path, String extensions) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(10_000);
      String request =
          """
          GET %s HTTP/1.1
          Host: localhost
          Connection: Upgrade
          Upgrade: websocket
          Sec-WebSocket-Version: 13
          Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==
          Sec-WebSocket-Extensions: %s

          """
              .formatted(path, extensions);
      socket.getOutputStream().write(request.replace("\n", "\r\n").getBytes(ISO_8859_1));
      var lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1));
      return lines
          .lines()
          .takeWhile(line -> !line.isEmpty())
          .collect(Collectors.joining("\n"))
          .toLowerCase(Locale.ROOT);
    }
  }
}
