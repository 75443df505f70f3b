package chat.kit.observability;

import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.Environment;

/** The one line that a service says when it is up. */
final class StartedLine implements ApplicationListener<ApplicationReadyEvent> {
  private static final Logger log = LoggerFactory.getLogger("chat.started");

  @Override
  public void onApplicationEvent(ApplicationReadyEvent event) {
    Environment environment = event.getApplicationContext().getEnvironment();
    double seconds = event.getTimeTaken() == null ? 0 : event.getTimeTaken().toMillis() / 1000.0;
    log.info(
        "{} {} is up on port {} after {} s",
        environment.getProperty("spring.application.name", "a service"),
        environment.getProperty("spring.application.version", "(not from a jar)"),
        environment.getProperty("local.server.port", "none"),
        String.format(Locale.ROOT, "%.1f", seconds));
  }
}
