package chat.auth.visitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;

class VisitorsTest {
  private final Visitors visitors =
      new Visitors(new VisitorSettings(List.of("127.0.0.0/8", "10.0.0.0/8")));

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, '', 127.0.0.1",
    "127.0.0.1, '203.0.113.7', 203.0.113.7",
    "127.0.0.1, '198.51.100.1, 203.0.113.7', 203.0.113.7",
    "127.0.0.1, '203.0.113.7, 10.1.2.3', 203.0.113.7",
    "127.0.0.1, 'nonsense', 127.0.0.1",
    "203.0.113.9, '198.51.100.1', 203.0.113.9"
  })
  void believesTrustedProxiesOnly(String peer, String forwarded, String address) {
    MockServerHttpRequest request =
        MockServerHttpRequest.get("/")
            .remoteAddress(new InetSocketAddress(peer, 1234))
            .header(
                "X-Forwarded-For", forwarded.isEmpty() ? new String[0] : new String[] {forwarded})
            .build();

    assertThat(visitors.visitor(request).address()).isEqualTo(address);
  }
}
