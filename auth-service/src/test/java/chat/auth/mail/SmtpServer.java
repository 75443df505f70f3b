package chat.auth.mail;

import chat.auth.FreePort;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Takes mail as RFC 5321 says, one letter a connection, and refuses as many as it is told to. */
final class SmtpServer implements AutoCloseable {
  private final ServerSocket socket;
  private final AtomicInteger refusals = new AtomicInteger();
  private final List<String> letters = new CopyOnWriteArrayList<>();

  SmtpServer() {
    try {
      socket = new ServerSocket(FreePort.free(), 10, InetAddress.ofLiteral("127.0.0.1"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::serve);
  }

  int port() {
    return socket.getLocalPort();
  }

  void refuse(int times) {
    refusals.set(times);
  }

  /** The envelope's sender and recipient, and the letter itself, as they came over the wire. */
  List<String> letters() {
    return letters;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private void serve() {
    try {
      while (true) {
        try (Socket client = socket.accept()) {
          talk(client);
        }
      }
    } catch (SocketException closed) {
      // the end of the test
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void talk(Socket client) throws IOException {
    BufferedReader in =
        new BufferedReader(
            new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
    StringBuilder letter = new StringBuilder();
    say(client, "220 test");
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      switch (line.substring(0, Math.min(4, line.length())).toUpperCase(Locale.ROOT)) {
        case "MAIL", "RCPT" -> {
          boolean refused = line.startsWith("MAIL") && refusals.getAndDecrement() > 0;
          letter.append(line).append('\n');
          say(client, refused ? "451 try again later" : "250 ok");
        }
        case "DATA" -> {
          say(client, "354 go ahead");
          for (String text = in.readLine(); !".".equals(text); text = in.readLine()) {
            letter.append(text).append('\n');
          }
          letters.add(letter.toString());
          say(client, "250 taken");
        }
        case "QUIT" -> {
          say(client, "221 bye");
          return;
        }
        default -> say(client, "250 test");
      }
    }
  }

  private static void say(Socket client, String line) throws IOException {
    client.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
  }
}
