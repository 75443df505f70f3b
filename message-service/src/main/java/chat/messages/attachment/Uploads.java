package chat.messages.attachment;

import chat.kit.Ids;
import chat.kit.problem.Problem;
import chat.messages.room.Standings;
import chat.wire.Attachment;
import chat.wire.Attachment.Picture;
import chat.wire.ProblemType;
import chat.wire.RoomId;
import chat.wire.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Takes files in. One that does not come in whole, or may not, leaves nothing behind. */
@Component
class Uploads {
  private final Standings standings;
  private final AttachmentTable table;
  private final Disk disk;
  private final FileStore files;
  private final Thumbnails thumbnails;
  private final AttachmentSettings settings;
  private final List<MediaType> types;

  Uploads(
      Standings standings,
      AttachmentTable table,
      Disk disk,
      FileStore files,
      Thumbnails thumbnails,
      AttachmentSettings settings) {
    this.standings = standings;
    this.table = table;
    this.disk = disk;
    this.files = files;
    this.thumbnails = thumbnails;
    this.settings = settings;
    this.types = settings.types().stream().map(MediaType::parseMediaType).toList();
  }

  /**
   * What a client says of its file.
   *
   * @param bytes absent when it does not say
   */
  record Announced(@Nullable String name, @Nullable String type, @Nullable Long bytes) {}

  Mono<Attachment> take(RoomId room, UserId by, Announced file, Flux<DataBuffer> content) {
    return standings
        .of(room, by)
        .map(standing -> standing.writing(Instant.now()))
        .doOnNext(standing -> checkSize(file))
        .flatMap(
            standing ->
                Mono.usingWhen(
                    begin(room, by, file),
                    id -> take(id, file, content.timeout(settings.silence())),
                    id -> Mono.empty(),
                    (id, error) -> remove(id),
                    this::remove))
        .onErrorMap(
            TimeoutException.class,
            e -> Problem.of(ProblemType.TIMEOUT, "The upload stood still for too long."));
  }

  private void checkSize(Announced file) {
    if (file.bytes() != null && file.bytes() > settings.most().toBytes()) {
      throw Incoming.tooLarge(settings.most());
    }
  }

  private Mono<UUID> begin(RoomId room, UserId by, Announced file) {
    return table
        .begin(Ids.next(), room, by, FileName.of(file.name()), Instant.now(), settings.unsent())
        .switchIfEmpty(
            Mono.error(
                () ->
                    Problem.of(
                        ProblemType.TOO_MANY_REQUESTS,
                        "You have %d files uploaded and not sent.".formatted(settings.unsent()))));
  }

  private Mono<Attachment> take(UUID id, Announced file, Flux<DataBuffer> content) {
    return disk.write(id, content)
        .doOnNext(arrived -> checkType(file, arrived))
        .flatMap(
            arrived ->
                thumbnails
                    .make(arrived.type(), disk.file(id), disk.thumbnail(id))
                    .map(Optional::of)
                    .defaultIfEmpty(Optional.empty())
                    .flatMap(picture -> complete(id, arrived, picture)));
  }

  private Mono<Attachment> complete(UUID id, Incoming.Arrived arrived, Optional<Picture> picture) {
    return files.keep(id).then(Mono.defer(() -> table.complete(id, arrived, picture.orElse(null))));
  }

  private void checkType(Announced file, Incoming.Arrived arrived) {
    if (arrived.bytes() == 0) {
      throw Problem.of(ProblemType.INVALID_REQUEST, "The file is empty.");
    }
    FileType.lie(file.type(), arrived.type())
        .ifPresent(
            claimed -> {
              throw Problem.of(
                  ProblemType.UNSUPPORTED_MEDIA_TYPE,
                  "The content is not %s but %s.".formatted(claimed, arrived.type()));
            });
    if (!isTaken(arrived.type())) {
      throw Problem.of(
          ProblemType.UNSUPPORTED_MEDIA_TYPE,
          "Files of type %s are not taken here.".formatted(arrived.type()));
    }
  }

  private boolean isTaken(String type) throws InvalidMediaTypeException {
    MediaType found = MediaType.parseMediaType(type);
    return types.stream().anyMatch(taken -> taken.includes(found));
  }

  private Mono<Void> remove(UUID id) {
    return files.delete(id).then(Mono.defer(() -> table.forget(id)));
  }
}
