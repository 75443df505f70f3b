package chat.auth.mail;

import org.springframework.mail.SimpleMailMessage;
import org.springframework.mail.javamail.JavaMailSender;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Hands letters to the mail server. */
class SmtpPost implements Post {
  private final JavaMailSender sender;
  private final MailSettings settings;

  SmtpPost(JavaMailSender sender, MailSettings settings) {
    this.sender = sender;
    this.settings = settings;
  }

  @Override
  public Mono<Void> deliver(Letter letter) {
    return Mono.<Void>fromRunnable(() -> sender.send(message(letter)))
        .subscribeOn(Schedulers.boundedElastic());
  }

  private SimpleMailMessage message(Letter letter) {
    SimpleMailMessage message = new SimpleMailMessage();
    message.setFrom(settings.from());
    message.setTo(letter.to());
    message.setSubject(letter.subject());
    message.setText(letter.text());
    return message;
  }
}
