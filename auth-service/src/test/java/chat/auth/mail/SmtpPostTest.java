package chat.auth.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.mail.autoconfigure.MailSenderAutoConfiguration;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** The way of a letter to a mail server, set up as the service sets it up. */
class SmtpPostTest {
  private static final String FIRST = "Please confirm your address";

  private final SmtpServer server = new SmtpServer();
  private final MeterRegistry meters = new SimpleMeterRegistry();

  @Configuration(proxyBeanMethods = false)
  @EnableConfigurationProperties(MailSettings.class)
  static class Settings {}

  @AfterEach
  void closeTheServer() throws IOException {
    server.close();
  }

  @Test
  void handsALetterToTheMailServer() {
    posting(
        mailer -> {
          mailer.post(letter(FIRST, "Hello Zoë,\n\nplease confirm."));

          assertThat(theLetter())
              .contains("MAIL FROM:<house@example.org>")
              .contains("RCPT TO:<zoe@example.org>")
              .contains("Subject: " + FIRST)
              .contains("To: zoe@example.org")
              .contains("Content-Type: text/plain; charset=UTF-8")
              .containsAnyOf("Hello Zo=C3=AB,", "Hello Zoë,");
        });
  }

  @Test
  void triesAgainWhenTheMailServerRefuses() {
    server.refuse(2);

    posting(
        mailer -> {
          mailer.post(letter(FIRST, "please"));

          assertThat(theLetter()).contains(FIRST);
          await().untilAsserted(() -> assertThat(count("sent")).isEqualTo(1));
        });
  }

  @Test
  void goesOnWithTheNextLetterWhenOneIsRefusedForGood() {
    server.refuse(4);

    posting(
        mailer -> {
          mailer.post(letter(FIRST, "never taken"));
          mailer.post(letter("A new password", "taken"));

          assertThat(theLetter()).contains("A new password");
          assertThat(count("failed")).isEqualTo(1);
        });
  }

  @Test
  void waitsForNoMailServerWithoutEnd() {
    runner()
        .run(
            context ->
                assertThat(context.getBean(JavaMailSenderImpl.class).getJavaMailProperties())
                    .containsEntry("mail.smtp.connectiontimeout", "5000")
                    .containsEntry("mail.smtp.timeout", "10000")
                    .containsEntry("mail.smtp.writetimeout", "10000"));
  }

  @Test
  void showsNoMailboxWhereLettersAreSent() {
    runner().run(context -> assertThat(context).doesNotHaveBean(Mailbox.class));
  }

  private void posting(Consumer<Mailer> test) {
    runner()
        .run(
            context -> {
              Mailer mailer =
                  new Mailer(
                      context.getBean(Post.class), context.getBean(MailSettings.class), meters);
              mailer.start();
              try {
                test.accept(mailer);
              } finally {
                mailer.stop();
              }
            });
  }

  private ApplicationContextRunner runner() {
    return new ApplicationContextRunner()
        .withInitializer(new ConfigDataApplicationContextInitializer())
        .withConfiguration(AutoConfigurations.of(MailSenderAutoConfiguration.class))
        .withUserConfiguration(Settings.class, MailConfiguration.class)
        .withPropertyValues(
            "spring.mail.host=127.0.0.1",
            "spring.mail.port=" + server.port(),
            "chat.auth.mail.from=house@example.org",
            "chat.auth.mail.retries=3",
            "chat.auth.mail.pause=10ms");
  }

  private String theLetter() {
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(server.letters()).hasSize(1));
    return server.letters().getFirst();
  }

  private double count(String outcome) {
    return meters.counter("chat.auth.letters", "outcome", outcome).count();
  }

  private static Letter letter(String subject, String text) {
    return new Letter("zoe@example.org", subject, text, Instant.now());
  }
}
