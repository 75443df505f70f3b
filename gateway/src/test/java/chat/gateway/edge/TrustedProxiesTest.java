package chat.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import chat.gateway.edge.EdgeSettings.Dialect;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;

/** The word of a named proxy counts, and of nobody else. */
class TrustedProxiesTest {
  private static final String PROXY = "10.1.2.3";
  private static final String STRANGER = "198.51.100.7";

  private final TrustedProxies xForwarded = trusting(Dialect.X_FORWARDED);
  private final TrustedProxies forwarded = trusting(Dialect.FORWARDED);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "203.0.113.9                        | 203.0.113.9",
        "203.0.113.9:4711                   | 203.0.113.9",
        "2001:db8::9                        | 2001:db8:0:0:0:0:0:9",
        "203.0.113.1, 203.0.113.9           | 203.0.113.9", // the first is the client's own tale
        "203.0.113.9, 10.9.9.9              | 203.0.113.9", // by two named proxies
        "203.0.113.9, nonsense              | 10.1.2.3",
        "example.org                        | 10.1.2.3",
      })
  void believesAProxyAboutTheAddressThatAskedIt(String said, String address) {
    assertThat(address(xForwarded, from(PROXY).header("X-Forwarded-For", said))).isEqualTo(address);
  }

  @Test
  void believesItAboutTheSchemeAndTheHost() {
    var request =
        from(PROXY)
            .header("X-Forwarded-For", "203.0.113.9")
            .header("X-Forwarded-Proto", "https")
            .header("X-Forwarded-Host", "chat.example");
    assertThat(xForwarded.asFirstAsked(request.build()).getURI())
        .hasToString("https://chat.example/a%20b?c=%26");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "for=203.0.113.9;proto=https;host=chat.example | 203.0.113.9 | https://chat.example/a%20b?c=%26",
        "For=\"[2001:db8::9]:4711\" | 2001:db8:0:0:0:0:0:9 | http://door:8080/a%20b?c=%26",
        "for=1.1.1.1;host=evil, for=203.0.113.9;by=_x  | 203.0.113.9 | http://door:8080/a%20b?c=%26",
        "for=203.0.113.9;proto=https, for=10.9.9.9;proto=http"
            + " | 203.0.113.9 | https://door:8080/a%20b?c=%26",
        "for=\"203.0.113.9, for=10.9.9.9\"             | 10.1.2.3    | http://door:8080/a%20b?c=%26",
        "for=unknown                                   | 10.1.2.3    | http://door:8080/a%20b?c=%26",
      })
  void readsWhatTheStandardSays(String said, String address, String uri) {
    var request = from(PROXY).header("Forwarded", said);
    assertThat(address(forwarded, request)).isEqualTo(address);
    assertThat(forwarded.asFirstAsked(request.build()).getURI()).hasToString(uri);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a/b", "evil.example@good", "x y", "[::1", "a:b", ""})
  void aHostThatIsNoneIsNotBelieved(String host) {
    var request =
        from(PROXY)
            .header("X-Forwarded-For", "203.0.113.9")
            .header("X-Forwarded-Host", host)
            .header("X-Forwarded-Proto", "gopher");
    assertThat(xForwarded.asFirstAsked(request.build()).getURI())
        .hasToString("http://door:8080/a%20b?c=%26");
  }

  @Test
  void believesNobodyElse() {
    for (var proxies : List.of(xForwarded, forwarded)) {
      assertThat(
              address(
                  proxies,
                  from(STRANGER)
                      .header("X-Forwarded-For", PROXY)
                      .header("X-Forwarded-Proto", "https")
                      .header("Forwarded", "for=" + PROXY)))
          .isEqualTo(STRANGER);
    }
    // a proxy that tells in one way may let what is said in the other way pass unread
    assertThat(address(xForwarded, from(PROXY).header("Forwarded", "for=1.1.1.1")))
        .isEqualTo(PROXY);
    assertThat(address(forwarded, from(PROXY).header("X-Forwarded-For", "1.1.1.1")))
        .isEqualTo(PROXY);
  }

  private static MockServerHttpRequest.BodyBuilder from(String address) {
    return MockServerHttpRequest.method(HttpMethod.POST, URI.create("http://door:8080/a%20b?c=%26"))
        .remoteAddress(new InetSocketAddress(address, 4711));
  }

  private static String address(TrustedProxies proxies, MockServerHttpRequest.BodyBuilder request) {
    ServerHttpRequest seen = proxies.asFirstAsked(request.build());
    return Objects.requireNonNull(seen.getRemoteAddress()).getAddress().getHostAddress();
  }

  private static TrustedProxies trusting(Dialect dialect) {
    return new TrustedProxies(
        new EdgeSettings(
            List.of(),
            Duration.ZERO,
            Duration.ZERO,
            Duration.ofSeconds(1),
            Duration.ofSeconds(1),
            List.of("10.0.0.0/8"),
            dialect));
  }
}
