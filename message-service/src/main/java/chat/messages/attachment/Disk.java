package chat.messages.attachment;

import chat.kit.problem.Problem;
import chat.wire.ProblemType;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpRange;
import org.springframework.http.ReactiveHttpOutputMessage;
import org.springframework.http.ZeroCopyHttpOutputMessage;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * The files on our disk, by their ids; spread over directories so that none grows endless. Each
 * comes here first, and stays unless there is another store.
 */
@Component
class Disk implements FileStore {
  /** Buffers that wait for the disk: a fast sender waits with the rest. */
  private static final int AHEAD = 4;

  private final AttachmentSettings settings;

  Disk(AttachmentSettings settings) {
    this.settings = settings;
  }

  Path file(UUID id) {
    return folder(id).resolve(id.toString());
  }

  private Path folder(UUID id) {
    return settings.directory().resolve(id.toString().substring(24, 26));
  }

  Path thumbnail(UUID id) {
    return file(id).resolveSibling(id + ".thumbnail");
  }

  Path path(UUID id, Links.Part part) {
    return switch (part) {
      case FILE -> file(id);
      case THUMBNAIL -> thumbnail(id);
    };
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

  /** It lies where it shall already; now it stays there when the machine loses its power, too. */
  @Override
  public Mono<Void> keep(UUID id) {
    return Mono.<Void>fromCallable(() -> kept(id)).subscribeOn(Schedulers.boundedElastic());
  }

  private @Nullable Void kept(UUID id) throws IOException {
    flush(file(id));
    if (Files.exists(thumbnail(id))) {
      flush(thumbnail(id));
    }
    flush(folder(id)); // which knows its files by name
    flush(settings.directory());
    return null;
  }

  private static void flush(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path)) {
      channel.force(true);
    }
  }

  @Override
  public Mono<Content> open(UUID id, Links.Part part, @Nullable HttpRange range) {
    return Mono.<Content>fromCallable(() -> Stretch.of(path(id, part), range))
        .subscribeOn(Schedulers.boundedElastic())
        .onErrorMap(NoSuchFileException.class, e -> Problem.of(ProblemType.NOT_FOUND));
  }

  @Override
  public Mono<Void> delete(UUID id) {
    return Mono.<Void>fromCallable(() -> deleted(id)).subscribeOn(Schedulers.boundedElastic());
  }

  private @Nullable Void deleted(UUID id) throws IOException {
    Files.deleteIfExists(thumbnail(id));
    Files.deleteIfExists(file(id));
    return null;
  }

  private record Stretch(Path file, long from, long bytes) implements Content {
    private static final int BUFFER = 1 << 14;

    static Stretch of(Path file, @Nullable HttpRange range) throws IOException {
      long all = Files.size(file);
      long from = range == null ? 0 : range.getRangeStart(all);
      return new Stretch(file, from, range == null ? all : range.getRangeEnd(all) + 1 - from);
    }

    @Override
    public Mono<Void> writeTo(ReactiveHttpOutputMessage answer) {
      return answer instanceof ZeroCopyHttpOutputMessage direct
          ? direct.writeWith(file, from, bytes)
          : answer.writeWith(
              DataBufferUtils.takeUntilByteCount(
                  DataBufferUtils.read(
                      new FileSystemResource(file), from, answer.bufferFactory(), BUFFER),
                  bytes));
    }
  }
}
