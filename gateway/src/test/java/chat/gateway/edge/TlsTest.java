package chat.gateway.edge;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.gateway.testing.Certificate;
import chat.gateway.testing.GatewayTest;
import chat.gateway.testing.StandIn;
import chat.gateway.testing.StandIns;
import chat.gateway.testing.Talker;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

/** The door with the profile {@code tls}, on real sockets. */
@GatewayTest
@ActiveProfiles("tls")
@TestPropertySource(
    properties = {"chat.gateway.edge.head=1s", "spring.ssl.bundle.watch.file.quiet-period=100ms"})
@DirtiesContext
class TlsTest {
  private static final Certificate FIRST = Certificate.fresh();
  private static final Certificate SECOND = Certificate.fresh();
  private static final Path FOLDER = folder();
  private static final Path CERTIFICATE = FOLDER.resolve("tls.crt");
  private static final Path KEY = FOLDER.resolve("tls.key");
  private static final String UPGRADE =
      """
      GET /socket.io/ HTTP/1.1
      Host: localhost
      Connection: Upgrade
      Upgrade: websocket
      Sec-WebSocket-Version: 13
      Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==

      """
          .replace("\n", "\r\n");

  private static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
  private static final String SETTINGS = "000000040000000000";

  private final HttpClient http =
      HttpClient.newBuilder().sslContext(Certificate.trusting(FIRST, SECOND)).build();
  private final List<Talker> talkers = new ArrayList<>();
  private final int port;
  private final int managementPort;

  TlsTest(@LocalServerPort int port, @LocalManagementPort int managementPort) {
    this.port = port;
    this.managementPort = managementPort;
  }

  @DynamicPropertySource
  static void certificate(DynamicPropertyRegistry settings) {
    FIRST.writeTo(CERTIFICATE);
    FIRST.writeKeyTo(KEY);
    settings.add("CHAT_TLS_CERTIFICATE", CERTIFICATE::toString);
    settings.add("CHAT_TLS_KEY", KEY::toString);
  }

  @BeforeEach
  void allWell() {
    StandIns.allWell();
  }

  @AfterEach
  void nobodyStays() {
    talkers.forEach(Talker::abort);
    http.shutdownNow();
  }

  @Test
  void speaksHttp2WithWhoeverCanAndHttp1WithTheOthers() throws Exception {
    for (var version : HttpClient.Version.values()) {
      if (version == HttpClient.Version.HTTP_2 || version == HttpClient.Version.HTTP_1_1) {
        HttpResponse<String> answer = login(version);
        assertThat(answer.version()).isEqualTo(version);
        assertThat(answer.body()).contains("\"X-Forwarded-Proto\":\"https\"");
        assertThat(answer.headers().firstValue("Strict-Transport-Security"))
            .hasValue("max-age=31536000");
      }
    }
  }

  @Test
  void anUpgradeGoesThroughWhileHttp2IsOffered() throws Exception {
    try (SSLSocket socket = connect("h2", "http/1.1")) {
      assertThat(socket.getApplicationProtocol()).isEqualTo("h2");
    }
    try (SSLSocket socket = connect("http/1.1")) {
      assertThat(socket.getApplicationProtocol()).isEqualTo("http/1.1");
      socket.getOutputStream().write(UPGRADE.getBytes(ISO_8859_1));
      byte[] answer = socket.getInputStream().readNBytes(12);
      assertThat(new String(answer, ISO_8859_1)).isEqualTo("HTTP/1.1 101");
    }
  }

  @Test
  void carriesWebSocketsOfAnyLengthBothWays() throws Exception {
    Talker talker = open();
    for (int length : new int[] {0, 125, 16_384, 65_536, 3_000_000}) {
      talker.say("x".repeat(length));
      assertThat(talker.hear()).hasSize(length);
      talker.say(ByteBuffer.allocate(length));
      assertThat(talker.hear()).isEqualTo(length + " bytes");
    }
    talker.say("close 4001");
    assertThat(talker.closed()).isEqualTo(4001);
  }

  @Test
  void aClientThatDoesNotReadHoldsTheServiceBackAndNobodyElse() throws Exception {
    Talker slow = open();
    List<Talker> others = new ArrayList<>();
    for (int i = 0; i < 8; i++) { // some of them share its event loop
      others.add(open());
    }
    slow.stopListening();
    slow.say("flood");
    await().until(() -> sent() > 0);
    long[] last = {-1};
    await().during(Duration.ofMillis(500)).until(() -> last[0] == (last[0] = sent()));
    assertThat(sent()).as("what kernels take, and no more").isLessThan(64L << 20);

    for (Talker other : others) {
      other.say("hello");
      assertThat(other.hear()).isEqualTo("hello");
    }
    long stalled = sent();
    slow.listenAgain();
    await().untilAsserted(() -> assertThat(sent()).isGreaterThan(stalled + (32L << 20)));
  }

  @Test
  void aNewCertificateIsShownToNewConnectionsAndTheOldOnesLive() throws Exception {
    Talker before = open();
    assertThat(shown()).isEqualTo(FIRST.number());

    SECOND.writeTo(CERTIFICATE);
    SECOND.writeKeyTo(KEY);
    try {
      await().untilAsserted(() -> assertThat(shown()).isEqualTo(SECOND.number()));
      before.say("still here");
      assertThat(before.hear()).isEqualTo("still here");
      assertThat(open()).isNotNull();

      Files.writeString(CERTIFICATE, "-----BEGIN CERTIFICATE-----\nspoilt\n");
      FIRST.writeKeyTo(KEY);
      await().during(Duration.ofSeconds(1)).until(() -> shown().equals(SECOND.number()));
    } finally {
      FIRST.writeTo(CERTIFICATE);
      FIRST.writeKeyTo(KEY);
    }
    await().untilAsserted(() -> assertThat(shown()).isEqualTo(FIRST.number()));
    before.say("and still");
    assertThat(before.hear()).isEqualTo("and still");
  }

  @Test
  void doesNotWaitForAHeadThatDoesNotComeToItsEnd() throws Exception {
    try (SSLSocket socket = connect("http/1.1")) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write("GET / HTTP/1.1\r\nX: ".getBytes(ISO_8859_1));
      assertThat(socket.getInputStream().read()).isNegative();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "000001" + "01" + "00" + "00000001" + "82", // a head that is to be continued
        "000040" + "01" + "04" + "00000001" + "82", // one that stands still in the middle
        "0000" // not even the kind of frame
      })
  void norDoesItOverHttp2(String frames) throws Exception {
    try (SSLSocket socket = connect("h2")) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(PREFACE.getBytes(ISO_8859_1));
      socket.getOutputStream().write(HexFormat.of().parseHex(SETTINGS + frames));
      assertThat(socket.getInputStream().readAllBytes()).as("until it is closed").isNotEmpty();
    }
  }

  @Test
  void aHeadThatHasComeMayWaitForItsAnswerOverHttp2() throws Exception {
    StandIns.AUTH.be(StandIn.Mood.HANGING);
    assertThat(post("/api/auth/refresh", HttpClient.Version.HTTP_2).statusCode())
        .as("longer than a head may take")
        .isEqualTo(504);
  }

  @Test
  void whoDoesNotSpeakTlsIsNotHeard() throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(10_000);
      socket
          .getOutputStream()
          .write("GET /api/health HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(ISO_8859_1));
      assertThat(new String(socket.getInputStream().readAllBytes(), ISO_8859_1))
          .doesNotContain("HTTP/1.1 200");
    }
  }

  @Test
  void thePortOfTheHouseItselfStaysAsItWas() throws Exception {
    URI health = URI.create("http://127.0.0.1:" + managementPort + "/actuator/health/liveness");
    var answer = http.send(HttpRequest.newBuilder(health).build(), BodyHandlers.discarding());
    assertThat(answer.statusCode()).isEqualTo(200);
  }

  private static long sent() {
    return StandIns.MESSAGE.sockets().flooded() + StandIns.OTHER_MESSAGE.sockets().flooded();
  }

  private HttpResponse<String> login(HttpClient.Version version) throws Exception {
    return post("/api/v1/auth/login", version);
  }

  private HttpResponse<String> post(String path, HttpClient.Version version) throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + port + path))
            .version(version)
            .POST(HttpRequest.BodyPublishers.ofString("{}"))
            .build();
    return http.send(request, BodyHandlers.ofString());
  }

  private Talker open() throws Exception {
    URI address = URI.create("wss://127.0.0.1:" + port + "/socket.io/");
    Talker talker = Talker.open(http.newWebSocketBuilder(), address);
    talkers.add(talker);
    assertThat(talker.hear()).isEqualTo("welcome");
    return talker;
  }

  private BigInteger shown() throws IOException {
    try (SSLSocket socket = connect("http/1.1")) {
      return ((X509Certificate) socket.getSession().getPeerCertificates()[0]).getSerialNumber();
    }
  }

  private SSLSocket connect(String... protocols) throws IOException {
    SSLSocket socket =
        (SSLSocket)
            Certificate.trusting(FIRST, SECOND)
                .getSocketFactory()
                .createSocket(InetAddress.getLoopbackAddress(), port);
    var parameters = socket.getSSLParameters();
    parameters.setApplicationProtocols(protocols);
    socket.setSSLParameters(parameters);
    socket.startHandshake();
    return socket;
  }

  private static Path folder() {
    try {
      return Files.createTempDirectory(Path.of("target"), "tls-");
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
