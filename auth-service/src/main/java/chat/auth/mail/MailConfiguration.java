package chat.auth.mail;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.mail.javamail.JavaMailSender;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Chooses where letters go. */
@Configuration(proxyBeanMethods = false)
class MailConfiguration {
  private static final Logger log = LoggerFactory.getLogger(MailConfiguration.class);

  @Bean
  @ConditionalOnBooleanProperty("chat.auth.mail.mailbox")
  Mailbox mailbox(ReactiveStringRedisTemplate redis, JsonMapper json) {
    log.warn("Letters are not sent but shown to everybody at /mailbox");
    return new Mailbox(redis, json);
  }

  @Bean
  @ConditionalOnBooleanProperty(
      name = "chat.auth.mail.mailbox",
      havingValue = false,
      matchIfMissing = true)
  Post post(ObjectProvider<JavaMailSender> sender, MailSettings settings) {
    JavaMailSender found = sender.getIfAvailable();
    if (found != null) {
      return new SmtpPost(found, settings);
    }
    log.warn("spring.mail.host is not set: no letter can be sent, no password be reset");
    return letter -> Mono.error(new IllegalStateException("spring.mail.host is not set"));
  }
}
