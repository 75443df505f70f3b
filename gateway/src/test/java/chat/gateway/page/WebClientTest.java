package chat.gateway.page;

import static org.assertj.core.api.Assertions.assertThat;

import chat.gateway.testing.GatewayTest;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;

/** The web client arrives fast, and a new one arrives at once. */
@GatewayTest
class WebClientTest {
  private static final Pattern SCRIPT = Pattern.compile("src=\"(/assets/[^\"]+\\.js)\"");

  private final WebTestClient http;
  private final int port;

  WebClientTest(WebTestClient http, @LocalServerPort int port) {
    this.http = http;
    this.port = port;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/r/GARD3N47",
        "/problems",
        "/problems/muted",
        "/docs",
        "/verify-email",
        "/reset-password"
      })
  void showsAPageThatABrowserAsksAboutEveryTime(String path) {
    EntityExchangeResult<byte[]> page = page(path);

    HttpHeaders headers = page.getResponseHeaders();
    assertThat(headers.getContentType()).isNotNull();
    assertThat(headers.getContentType().isCompatibleWith(MediaType.TEXT_HTML)).isTrue();
    assertThat(headers.getCacheControl()).isEqualTo("no-cache");
    assertThat(headers.getETag()).isNotBlank();
    assertThat(headers.getLastModified()).isEqualTo(-1);
  }

  /** The web client's own page then says so in a person's words. */
  @ParameterizedTest
  @ValueSource(
      strings = {"/nothing", "/r/one/two", "/docs/other", "/index.html", "/internal/rooms"})
  void showsAPageAlsoWhereThereIsNothing(String path) {
    http.get()
        .uri(path)
        .header(HttpHeaders.ACCEPT, "text/html,application/xhtml+xml,*/*;q=0.8")
        .exchange()
        .expectStatus()
        .isNotFound()
        .expectHeader()
        .contentTypeCompatibleWith(MediaType.TEXT_HTML)
        .expectHeader()
        .valueEquals("Cache-Control", "no-cache")
        .expectBody(byte[].class)
        .isEqualTo(page("/").getResponseBody());
  }

  @Test
  void hasNothingInlineThatThePolicyWouldForbid() {
    assertThat(text(page("/")))
        .doesNotContainPattern("<style|style=|<script(?![^>]*src=)|\\son[a-z]+=|javascript:");
  }

  @Test
  void sendsAnAssetOnceForEver() {
    http.get()
        .uri(script())
        .exchange()
        .expectStatus()
        .isOk()
        .expectHeader()
        .valueEquals("Cache-Control", "max-age=31536000, public, immutable");
  }

  @Test
  void sendsTheCompressedCopyToWhomItSuits() throws Exception {
    HttpResponse<byte[]> small = fetch(HttpRequest.newBuilder().header("Accept-Encoding", "gzip"));
    HttpResponse<byte[]> plain = fetch(HttpRequest.newBuilder());

    assertThat(small.headers().firstValue("Content-Encoding")).contains("gzip");
    assertThat(small.headers().firstValue("Vary").orElse("")).contains("Accept-Encoding");
    assertThat(small.headers().firstValue("Content-Type").orElse("")).contains("javascript");
    assertThat(plain.headers().firstValue("Content-Encoding")).isEmpty();
    assertThat(new GZIPInputStream(new ByteArrayInputStream(small.body())).readAllBytes())
        .isEqualTo(plain.body());
  }

  @Test
  void tellsABrowserThatItsPageIsStillTheNewest() {
    String tag = page("/").getResponseHeaders().getETag();
    assertThat(tag).isNotNull();

    http.get()
        .uri("/")
        .accept(MediaType.TEXT_HTML)
        .header(HttpHeaders.IF_NONE_MATCH, tag)
        .exchange()
        .expectStatus()
        .isNotModified();
  }

  @Test
  void showsTheDocumentsOfTheSocketAndOfRabbitMq() {
    for (String document : List.of("socket", "events")) {
      http.get()
          .uri("/docs/asyncapi/" + document + ".json")
          .exchange()
          .expectStatus()
          .isOk()
          .expectBody()
          .jsonPath("$.asyncapi")
          .isEqualTo("3.0.0");
    }
    http.get().uri("/docs/asyncapi/none.json").exchange().expectStatus().isNotFound();
  }

  @Test
  void doesNotFindAnAssetOfAnotherBuild() {
    http.get().uri("/assets/index-old.js").exchange().expectStatus().isNotFound();
  }

  @Test
  void answersAProgramAtAProblemsAddressWithItsExplanation() {
    http.get()
        .uri("/problems/muted")
        .accept(MediaType.APPLICATION_JSON)
        .exchange()
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.type")
        .isEqualTo("/problems/muted")
        .jsonPath("$.status")
        .isEqualTo(403)
        .jsonPath("$.remedy")
        .isNotEmpty();
    http.get().uri("/problems/none").exchange().expectStatus().isNotFound();
  }

  /** With a client that shows an answer as it came, compressed or not. */
  private HttpResponse<byte[]> fetch(HttpRequest.Builder request) throws Exception {
    URI address = URI.create("http://127.0.0.1:" + port + script());
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request.uri(address).build(), HttpResponse.BodyHandlers.ofByteArray());
    }
  }

  private EntityExchangeResult<byte[]> page(String path) {
    return http.get()
        .uri(path)
        .header(HttpHeaders.ACCEPT, "text/html,application/xhtml+xml,*/*;q=0.8")
        .exchange()
        .expectStatus()
        .isOk()
        .expectBody()
        .returnResult();
  }

  private String script() {
    Matcher script = SCRIPT.matcher(text(page("/")));
    assertThat(script.find()).isTrue();
    return script.group(1);
  }

  private static String text(EntityExchangeResult<byte[]> page) {
    byte[] body = page.getResponseBody();
    assertThat(body).isNotNull();
    return new String(body, StandardCharsets.UTF_8);
  }
}
