package chat.auth.mail;

import io.swagger.v3.oas.annotations.Hidden;
import java.util.stream.Collectors;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.HtmlUtils;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Shows what would have been sent, in local runs. */
@Hidden
@RestController
@ConditionalOnBooleanProperty("chat.auth.mail.mailbox")
class MailboxController {
  private final Mailbox mailbox;

  MailboxController(Mailbox mailbox) {
    this.mailbox = mailbox;
  }

  @GetMapping(path = "/mailbox", produces = MediaType.TEXT_HTML_VALUE)
  Mono<String> page() {
    return mailbox
        .letters()
        .map(MailboxController::html)
        .collect(Collectors.joining("\n"))
        .map(letters -> page(letters.isEmpty() ? "<p>None yet.</p>" : letters));
  }

  @GetMapping(path = "/mailbox", produces = MediaType.APPLICATION_JSON_VALUE)
  Flux<Letter> letters() {
    return mailbox.letters();
  }

  private static String page(String letters) {
    return """
        <!doctype html>
        <html lang="en"><meta charset="utf-8"><title>Mailbox</title>
        <style>body{font:16px/1.5 system-ui;max-width:44rem;margin:2rem auto;padding:0 1rem}
        article{border:1px solid #ccc;border-radius:.5rem;padding:1rem;margin:1rem 0}
        pre{white-space:pre-wrap;font:inherit}small{color:#666}</style>
        <h1>Mailbox</h1><p>Letters that would have been sent, the newest first.</p>
        """
        + letters;
  }

  private static String html(Letter letter) {
    String text =
        HtmlUtils.htmlEscape(letter.text()).replaceAll("(https?://\\S+)", "<a href=\"$1\">$1</a>");
    return "<article><small>%s · to %s</small><h2>%s</h2><pre>%s</pre></article>"
        .formatted(
            letter.writtenAt(),
            HtmlUtils.htmlEscape(letter.to()),
            HtmlUtils.htmlEscape(letter.subject()),
            text);
  }
}
