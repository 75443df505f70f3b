package chat.auth.mail;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param mailbox whether mail is kept for {@code /mailbox} instead of being sent: for local runs
 *     only, because whoever sees that page can enter every account
 * @param from the sender's address
 * @param webAddress where the links in letters lead to
 * @param waiting the most letters that wait to be sent
 * @param retries how often a letter that the mail server does not take is tried again
 * @param pause before the first of these retries; each further one waits twice as long
 */
@ConfigurationProperties("chat.auth.mail")
record MailSettings(
    @DefaultValue("false") boolean mailbox,
    @DefaultValue("chat@localhost") String from,
    @DefaultValue("http://localhost:8080") String webAddress,
    @DefaultValue("1000") int waiting,
    @DefaultValue("4") int retries,
    @DefaultValue("2s") Duration pause) {}
