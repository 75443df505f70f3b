package chat.gateway.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;
import reactor.core.publisher.Mono;

class AddressesTest {
  private static final Row ROW =
      new Row("/api/messages", "message-service", null, null, null, null, null);

  private final Map<String, List<InetAddress>> names = new HashMap<>();

  @Test
  void anAddressIsAnInstance() {
    names("10.0.0.1", "10.0.0.1");

    assertThat(found("http://10.0.0.1:3003", "http://10.0.0.2:3003"))
        .containsExactly("http://10.0.0.1:3003", "http://10.0.0.2:3003");
  }

  @Test
  void aNameForOneAddressStaysAName() {
    names("messages", "10.0.0.1");

    assertThat(found("http://messages:3003")).containsExactly("http://messages:3003");
  }

  @Test
  void aNameForSeveralAddressesIsAsManyInstances() {
    names("messages", "10.0.0.2", "10.0.0.1", "fd00::1");

    assertThat(found("http://messages:3003"))
        .containsExactly(
            "http://10.0.0.1:3003", "http://10.0.0.2:3003", "http://[fd00:0:0:0:0:0:0:1]:3003");
  }

  @Test
  void thisMachineIsOneInstance() {
    names("localhost", "127.0.0.1", "::1");

    assertThat(found("http://localhost:3003")).containsExactly("http://localhost:3003");
  }

  @Test
  void aCertificateIsForTheName() {
    names("messages", "10.0.0.2", "10.0.0.1");

    assertThat(found("https://messages")).containsExactly("https://messages");
  }

  @Test
  void followsWhatTheNameStandsFor() {
    var addresses = addresses("http://messages:3003");
    names("messages", "10.0.0.1", "10.0.0.2");
    addresses.look().block();
    names("messages", "10.0.0.2", "10.0.0.3");
    addresses.look().block();

    assertThat(addresses.of("message-service"))
        .containsExactly(URI.create("http://10.0.0.2:3003"), URI.create("http://10.0.0.3:3003"));
  }

  @Test
  void aNameThatIsUnknownKeepsItsPlace() {
    names("messages", "10.0.0.1", "10.0.0.2");

    assertThat(found("http://nobody:1", "http://messages:2"))
        .containsExactly("http://nobody:1", "http://10.0.0.1:2", "http://10.0.0.2:2");
  }

  private List<String> found(String... configured) {
    var addresses = addresses(configured);
    addresses.look().block();
    return addresses.of("message-service").stream().map(URI::toString).toList();
  }

  private Addresses addresses(String... configured) {
    var services = Map.of("message-service", Stream.of(configured).map(URI::create).toList());
    var table =
        new TableSettings(
            services,
            List.of(ROW),
            Map.of(),
            Duration.ZERO,
            DataSize.ofMegabytes(1),
            Duration.ofSeconds(1));
    return new Addresses(
        table, host -> Mono.justOrEmpty(names.get(host)).switchIfEmpty(unknown(host)));
  }

  private static Mono<List<InetAddress>> unknown(String host) {
    return Mono.error(() -> new UnknownHostException(host));
  }

  private void names(String host, String... addresses) {
    names.put(host, Stream.of(addresses).map(InetAddress::ofLiteral).toList());
  }
}
