package chat.messages.attachment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** The files on our disk, by their ids; spread over directories so that none grows endless. */
@Component
class Disk {
  /** Buffers that wait for the disk: a fast sender waits with the rest. */
  private static final int AHEAD = 4;

  private final AttachmentSettings settings;

  Disk(AttachmentSettings settings) {
    this.settings = settings;
  }

  Path file(UUID id) {
    String name = id.toString();
    return settings.directory().resolve(name.substring(24, 26)).resolve(name);
  }

  Path thumbnail(UUID id) {
    return file(id).resolveSibling(id + ".thumbnail");
  }

  Mono<Incoming.Arrived> write(UUID id, Flux<DataBuffer> content) {
    return Mono.using(
            () -> Incoming.to(file(id), settings.most()),
            file ->
                content
                    .publishOn(Schedulers.boundedElastic(), AHEAD)
                    .map(file::write) // what it answers may be thrown away, a buffer not twice
                    .then(Mono.fromCallable(file::arrived)))
        .subscribeOn(Schedulers.boundedElastic())
        .doOnDiscard(DataBuffer.class, DataBufferUtils::release);
  }

  /** It may be gone already. */
  Mono<Void> delete(UUID id) {
    return Mono.<Void>fromCallable(() -> deleted(id)).subscribeOn(Schedulers.boundedElastic());
  }

  private @org.jspecify.annotations.Nullable Void deleted(UUID id) throws IOException {
    Files.deleteIfExists(thumbnail(id));
    Files.deleteIfExists(file(id));
    return null;
  }
}
