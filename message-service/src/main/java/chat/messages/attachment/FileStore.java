package chat.messages.attachment;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpRange;
import org.springframework.http.ReactiveHttpOutputMessage;
import reactor.core.publisher.Mono;

/** Where files and their thumbnails lie for as long as their message lives. */
interface FileStore {
  /** Takes over what has been written to our disk and looked at there. */
  Mono<Void> keep(UUID id);

  /**
   * Refuses what is not there.
   *
   * @param range of what is asked for, which is within the file; all of it when absent
   */
  Mono<Content> open(UUID id, Links.Part part, @Nullable HttpRange range);

  /** With its thumbnail, and whatever was begun and not finished; it may be gone already. */
  Mono<Void> delete(UUID id);

  /** What was asked for and is there; whoever opens it writes it. */
  interface Content {
    long bytes();

    Mono<Void> writeTo(ReactiveHttpOutputMessage answer);
  }
}
