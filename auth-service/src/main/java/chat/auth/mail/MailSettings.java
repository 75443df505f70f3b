package chat.auth.mail;

import chat.kit.settings.Lasting;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * @param mailbox whether mail is kept for {@code /mailbox} instead of being sent: for local runs
 *     only, because whoever sees that page can enter every account
 * @param from the sender's address
 * @param webAddress where the links in letters lead to
 * @param waiting the most letters that wait to be sent
 * @param retries how often a letter that the mail server does not take is tried again
 * @param pause before the first of these retries; each further one waits twice as long
 */
@Validated
@ConfigurationProperties("chat.auth.mail")
record MailSettings(
    @DefaultValue("false") boolean mailbox,
    @DefaultValue("chat@localhost") @NotBlank String from,
    @DefaultValue("http://localhost:8080") @NotBlank String webAddress,
    @DefaultValue("1000") @Positive int waiting,
    @DefaultValue("4") @PositiveOrZero int retries,
    @DefaultValue("2s") @Lasting Duration pause) {}
