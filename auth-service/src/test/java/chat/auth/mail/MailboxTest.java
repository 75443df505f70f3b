package chat.auth.mail;

import static org.assertj.core.api.Assertions.assertThat;

import chat.auth.Api;
import chat.auth.AuthTest;
import chat.auth.Letterbox;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.Environment;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@AuthTest
class MailboxTest {
  private final Api api;
  private final Mailbox mailbox;
  private final WebTestClient http;

  MailboxTest(Environment environment, Mailbox mailbox) {
    this.api = new Api(environment);
    this.mailbox = mailbox;
    this.http =
        WebTestClient.bindToServer()
            .baseUrl("http://127.0.0.1:" + environment.getRequiredProperty("server.port"))
            .build();
  }

  @Test
  void showsALetterWithALinkToFollow() {
    String name = Api.newName();
    api.register(name);
    String token = new Letterbox(api).token(name + "@example.org", "Please confirm your address");

    assertThat(page())
        .contains("to " + name + "@example.org")
        .contains("<h2>Please confirm your address</h2>")
        .contains("<a href=\"http://localhost:8080/verify-email?token=" + token + "\">");
  }

  @Test
  void takesNothingInALetterForMarkup() {
    deliver("<script>alert(1)</script>", "Hello <b>you</b>,");

    assertThat(page())
        .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
        .contains("Hello &lt;b&gt;you&lt;/b&gt;,")
        .doesNotContain("<script>");
  }

  @Test
  void showsTheNewestFirstAndKeepsAHundred() {
    Flux.range(1, 101).concatMap(i -> delivery("number " + i, "text")).blockLast();

    List<String> subjects = subjects();
    assertThat(subjects).hasSize(100);
    assertThat(subjects.stream().filter(subject -> subject.startsWith("number ")))
        .startsWith("number 101", "number 100")
        .doesNotContain("number 1");
  }

  private List<String> subjects() {
    return Objects.requireNonNull(mailbox.letters().map(Letter::subject).collectList().block());
  }

  private String page() {
    return Objects.requireNonNull(
        http.get()
            .uri("/mailbox")
            .accept(MediaType.TEXT_HTML)
            .exchange()
            .expectStatus()
            .isOk()
            .expectBody(String.class)
            .returnResult()
            .getResponseBody());
  }

  private void deliver(String subject, String text) {
    delivery(subject, text).block();
  }

  private Mono<Void> delivery(String subject, String text) {
    return mailbox.deliver(new Letter("ada@example.org", subject, text, Instant.now()));
  }
}
