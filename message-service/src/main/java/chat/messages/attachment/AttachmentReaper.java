package chat.messages.attachment;

import java.time.Instant;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Removes files whose message is gone, and those that were never sent. Two nodes may do so at once:
 * what one has removed, the other finds gone.
 */
@Component
@EnableScheduling
class AttachmentReaper {
  private static final Logger log = LoggerFactory.getLogger(AttachmentReaper.class);
  private static final int AT_ONCE = 500;

  private final AttachmentTable table;
  private final FileStore files;
  private final AttachmentSettings settings;

  AttachmentReaper(AttachmentTable table, FileStore files, AttachmentSettings settings) {
    this.table = table;
    this.files = files;
    this.settings = settings;
  }

  @Scheduled(initialDelayString = "PT20S", fixedDelayString = "${chat.attachments.reap-every:1m}")
  Mono<Void> reap() {
    return some()
        .expand(reaped -> reaped == AT_ONCE ? some() : Mono.empty())
        .doOnError(error -> log.warn("Files were not removed, trying again: {}", error.toString()))
        .onErrorComplete()
        .then();
  }

  private Mono<Long> some() {
    return Mono.defer(
        () ->
            table
                .toReap(Instant.now().minus(settings.keepUnsent()), AT_ONCE)
                .concatMap(this::remove)
                .count());
  }

  private Mono<UUID> remove(UUID id) {
    return table
        .drop(id)
        .delayUntil(dropped -> files.delete(dropped))
        .delayUntil(dropped -> table.forget(dropped));
  }
}
