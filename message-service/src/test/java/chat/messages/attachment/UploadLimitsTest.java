package chat.messages.attachment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.kit.testing.TestIdentity;
import chat.wire.Attachment;
import chat.wire.ProblemType;
import chat.wire.RoomKind;
import io.netty.util.internal.PlatformDependent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What comes in is not believed, not kept in memory, and not left lying about. */
class UploadLimitsTest extends FilesOverHttp {
  private static final int MEGABYTE = 1 << 20;

  @LocalServerPort private int port;

  @BeforeEach
  void openRoom() {
    rooms.open(room, RoomKind.PUBLIC, ada, ben);
  }

  @Test
  void aFileThatLiesAboutItsTypeIsRefused() throws IOException {
    long before = filesNow();
    byte[] page = "<html><script>alert(1)</script>".getBytes(StandardCharsets.UTF_8);

    refused(upload(ada, "cat.png", "image/png", page), ProblemType.UNSUPPORTED_MEDIA_TYPE);
    refused(
        upload(ada, "cat.gif", "image/gif", picture("png", 4, 4)),
        ProblemType.UNSUPPORTED_MEDIA_TYPE);

    assertThat(filesNow()).isLessThanOrEqualTo(before);
    assertThat(rowsOf(room)).isZero();
  }

  @Test
  void aPageIsHandedOutAsPlainText() {
    byte[] page = "<html><script>alert(1)</script>".getBytes(StandardCharsets.UTF_8);
    Attachment file = uploaded(ada, "page.html", "text/html", page);
    sent(ada, "c1", file);

    follow(links(ben, file.id()).file())
        .expectHeader()
        .valueEquals("Content-Type", "text/plain;charset=UTF-8")
        .expectHeader()
        .valueMatches("Content-Disposition", "attachment;.*");
  }

  @Test
  void moreThanTheLimitIsRefusedAtOnceWhenItIsAnnounced() throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      head(socket, "Content-Length: " + 2L * 1024 * MEGABYTE);

      // not one byte of it was sent
      assertThat(firstLine(socket)).contains(" 413 ");
    }
    assertThat(rowsOf(room)).isZero();
  }

  @Test
  void whoeverSendsOnAllTheSameHearsOfTheRefusal() throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      head(socket, "Content-Length: " + 2L * 1024 * MEGABYTE);
      Thread sending = Thread.ofVirtual().start(() -> sendOn(socket));

      String answer = everything(socket);

      assertThat(answer).contains(" 413 ", "/problems/payload-too-large").endsWith("}");
      sending.join();
    }
  }

  private static void sendOn(Socket socket) {
    byte[] piece = new byte[1 << 16];
    try {
      while (true) {
        socket.getOutputStream().write(piece);
      }
    } catch (IOException closed) {
      // that was the end of it
    }
  }

  /** Up to the end of the document. */
  private static String everything(Socket socket) throws IOException {
    StringBuilder answer = new StringBuilder();
    int c;
    do {
      c = socket.getInputStream().read();
      answer.append((char) c);
    } while (c >= 0 && c != '}');
    return answer.toString();
  }

  @Test
  void moreThanTheLimitIsRefusedWhenItComesUnannounced() throws Exception {
    long before = filesNow();
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      head(socket, "Transfer-Encoding: chunked");
      byte[] chunk = chunk(MEGABYTE);
      try {
        for (int i = 0; i < 450; i++) {
          socket.getOutputStream().write(chunk);
        }
      } catch (IOException closed) {
        assertThat(closed).hasMessageMatching("(?i).*(reset|pipe).*");
      }
    }
    await().untilAsserted(() -> assertThat(rowsOf(room)).isZero());
    assertThat(filesNow()).isLessThanOrEqualTo(before);
  }

  @Test
  void anUploadThatIsBrokenOffLeavesNothing() throws Exception {
    long before = filesNow();
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      head(socket, "Content-Length: " + 10 * MEGABYTE);
      socket.getOutputStream().write(new byte[5 * MEGABYTE]);
      await().untilAsserted(() -> assertThat(filesNow()).isPositive());
    }

    await()
        .untilAsserted(
            () -> {
              assertThat(rowsOf(room)).isZero();
              assertThat(filesNow()).isLessThanOrEqualTo(before);
            });
  }

  @Test
  void anUploadThatStandsStillIsGivenUp() throws Exception {
    long before = filesNow();
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      head(socket, "Content-Length: " + 10 * MEGABYTE);
      socket.getOutputStream().write(new byte[MEGABYTE]);

      assertThat(firstLine(socket)).contains(" 504 ");
    }
    assertThat(rowsOf(room)).isZero();
    assertThat(filesNow()).isLessThanOrEqualTo(before);
  }

  @Test
  void aLargeFileGoesThroughWithoutFillingTheMemory() throws Exception {
    int megabytes = 300;
    HttpURLConnection upload = connection(megabytes);
    byte[] piece = new byte[MEGABYTE];
    Arrays.fill(piece, (byte) 7);
    long most = 0;
    try (OutputStream out = upload.getOutputStream()) {
      for (int i = 0; i < megabytes; i++) {
        out.write(piece);
        most = Math.max(most, PlatformDependent.usedDirectMemory());
      }
    }

    assertThat(upload.getResponseCode()).isEqualTo(201);
    assertThat(most).isLessThan(32L * MEGABYTE);
    assertThat(new String(upload.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
        .contains("\"bytes\":" + (long) megabytes * MEGABYTE);
  }

  private HttpURLConnection connection(int megabytes) throws IOException {
    var url = URI.create("http://127.0.0.1:" + port + path()).toURL();
    HttpURLConnection connection = (HttpURLConnection) url.openConnection();
    connection.setRequestMethod("POST");
    connection.setDoOutput(true);
    connection.setFixedLengthStreamingMode((long) megabytes * MEGABYTE);
    connection.setRequestProperty("Authorization", "Bearer " + token());
    connection.setRequestProperty("Content-Type", "application/octet-stream");
    return connection;
  }

  private String path() {
    return "/api/v1/rooms/" + room + "/attachments?name=large";
  }

  private String token() {
    return TestIdentity.shared().token(ada.id(), ada.name());
  }

  private void head(Socket socket, String length) throws IOException {
    socket.setSoTimeout(20_000);
    socket
        .getOutputStream()
        .write(
            "POST %s HTTP/1.1\r\nHost: here\r\nAuthorization: Bearer %s\r\n%s\r\n\r\n"
                .formatted(path(), token(), length)
                .getBytes(StandardCharsets.US_ASCII));
  }

  private static byte[] chunk(int size) throws IOException {
    ByteArrayOutputStream chunk = new ByteArrayOutputStream();
    chunk.write((Integer.toHexString(size) + "\r\n").getBytes(StandardCharsets.US_ASCII));
    chunk.write(new byte[size]);
    chunk.write("\r\n".getBytes(StandardCharsets.US_ASCII));
    return chunk.toByteArray();
  }

  private static String firstLine(Socket socket) throws IOException {
    InputStream in = socket.getInputStream();
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
      line.append((char) c);
    }
    return line.toString();
  }
}
